from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    label = "core"
    verbose_name = _("Core")

    def ready(self):
        from core import among, checks, seeing  # noqa: F401  (lookups and checks register themselves)

        connection_created.connect(seeing.tell_new_session)
