from django.apps import AppConfig

from pardons.rules import REFUSALS


class PardonsConfig(AppConfig):
    name = "pardons"
    refusals = REFUSALS
