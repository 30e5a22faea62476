from django.apps import AppConfig

from office.rules import REFUSALS


class OfficeConfig(AppConfig):
    name = "office"
    refusals = REFUSALS

    def ready(self):
        from office.audit.listening import listen

        listen()
