"""What allauth and Django report about logging in, written into the audit log, and what follows from it."""

from allauth.account.internal.flows.login import clear_authentication_records
from allauth.account.signals import password_changed
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import pre_save
from django.dispatch import receiver

from office.accounts.naming import account_called
from office.audit.log import record
from office.logins import sessions
from office.logins.devices import browser_of
from office.logins.gate import FACTORS

NOWHERE = "0.0.0.0"  # noqa: S104  (an address that is nobody's)


@receiver(user_logged_in)
def logged_in(request, user, **_signal):
    browser = browser_of(request.headers.get("User-Agent", "")) if request else ""
    record("login", by=user, about=user.get_username(), detail={"browser": browser})
    sessions.forget_those_over()


@receiver(user_logged_out)
def logged_out(request, user, **_signal):
    if user:
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        record("logout", by=user, about=user.get_username())


@receiver(user_login_failed)
def refused(credentials, **_signal):
    """People type passwords into the wrong field, so a name is written down only if somebody has it."""
    known = account_called(credentials.get("username", ""))
    record("login_failed", about=known.get_username() if known else "")


@receiver(authentication_failed)
def second_factor_refused(user, authenticator, **_signal):
    record("login_failed", about=user.get_username(), detail={"factor": authenticator.type})


@receiver([authenticator_added, authenticator_reset])
def factor_added(user, authenticator, **_signal):
    record(
        "factor_added", by=user, about=user.get_username(), detail={"factor": authenticator.type}
    )


@receiver(authenticator_removed)
def factor_removed(request, user, authenticator, **_signal):
    """Other sessions may have been opened with it, so they end; without any factor left this one has none."""
    record(
        "factor_removed", by=user, about=user.get_username(), detail={"factor": authenticator.type}
    )
    sessions.end_all_of(user, by=user, but=request.session.session_key)
    if not is_mfa_enabled(user, FACTORS):
        clear_authentication_records(request)


@receiver(password_changed)
def password_was_changed(user, **_signal):
    record("password_changed", by=user, about=user.get_username())


@receiver(pre_save, sender=UserSession)
def keep_no_address(instance, **_signal):
    """allauth's list of sessions has columns for the address and the whole name of the browser."""
    instance.ip = NOWHERE
    instance.user_agent = browser_of(instance.user_agent)
