from django.apps import apps

from register.models.of_entry import OfEntry


class Derived(OfEntry):
    """What follows from the rows of one version, shaped as the register is asked: filled by the
    function `publish_…` of the table (`register/sql/`) when the version is published."""

    class Meta(OfEntry.Meta):
        abstract = True


def derived_models():
    return [
        model
        for model in apps.get_app_config("register").get_models()
        if issubclass(model, Derived)
    ]
