from django.apps import AppConfig

from prisoners.rules import REFUSALS


class PrisonersConfig(AppConfig):
    name = "prisoners"
    refusals = REFUSALS
