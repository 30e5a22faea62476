from django.apps import AppConfig

from sources.rules import REFUSALS


class SourcesConfig(AppConfig):
    name = "sources"
    refusals = REFUSALS
