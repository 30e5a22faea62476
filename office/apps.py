from django.apps import AppConfig

from office.rules import REFUSALS


class OfficeConfig(AppConfig):
    name = "office"
    refusals = REFUSALS

    def ready(self):
        from allauth.core.internal import ratelimit
        from allauth.mfa.totp.internal import auth as totp
        from django.contrib.auth.models import User
        from django.core.cache import caches
        from django.utils.connection import ConnectionProxy

        from office.accounts.naming import shown
        from office.audit.listening import listen
        from office.logins import checks, events  # noqa: F401  (they register themselves)

        listen()
        User.add_to_class("__str__", shown)
        # allauth counts in the default cache, which here is the memory of one process.
        ratelimit.cache = totp.cache = ConnectionProxy(caches, "limits")
