from django.apps import AppConfig

from office.rules import REFUSALS


class OfficeConfig(AppConfig):
    name = "office"
    refusals = REFUSALS
