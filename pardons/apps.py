from django.apps import AppConfig


class PardonsConfig(AppConfig):
    name = "pardons"
