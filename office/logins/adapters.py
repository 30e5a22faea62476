"""Where allauth asks what we want: who is counted together, who is locked out, where one may be sent."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from office.accounts.naming import account_called
from office.audit.log import record
from office.logins import devices, mail, sealing

NOT_SAID_AGAIN_FOR = 10 * 60


class AccountAdapter(DefaultAccountAdapter):
    """Accounts by invitation only; limits that nobody can turn against a colleague."""

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Only a page of this very host is worth being sent to."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def get_client_ip(self, request):
        """Whose attempts are counted together: those of a device that somebody has logged in with, or of an address.

        So a known device is not held off by what others do at the same address, be it an office, a
        VPN or Tor, and gains nothing beyond the same limits of its own.
        """
        if device := devices.known_device(request):
            return f"device-{device}"
        try:
            return super().get_client_ip(request)
        except PermissionDenied:
            return "unknown"

    def pre_authenticate(self, request, **credentials):
        """The limits before a password is looked at; a known device of this account passes by the common one.

        One after the other: what an address is refused already is not taken from what the account is
        allowed from everywhere.
        """
        name = one_spelling(credentials.get("username", ""))
        limits = [
            ("login_failed", None),
            ("login_failed_here", f"{name} {ratelimit.get_ip(request)}"),
            ("login_failed_anywhere", name),
        ]
        if devices.known_device(request, username=name):
            limits.pop()
        self._taken = []
        for action, key in limits:
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not usage:
                self._say_once(name)
                raise self.validation_error("too_many_login_attempts")
            self._taken.append(usage)

    def _rollback_login_failed_rl_usage(self):
        for usage in self._taken:
            usage.rollback()

    def _say_once(self, name):
        """One event for a flood of attempts, or the flood would be in the audit log."""
        about = name if account_called(name) else ""
        if caches["limits"].add(f"held off {about}", True, NOT_SAID_AGAIN_FOR):
            record("locked_out", about=about)

    def post_login(self, request, user, **login):
        response = super().post_login(request, user, **login)
        devices.greet(request, response, user)
        return response

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """In words of ours, without the address and the browser that allauth would tell."""
        subject = render_to_string(f"{template_prefix}_subject.txt").strip()
        text = _("If it was not you, tell an administrator of the register at once.")
        mail.send(user.email, subject, text)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The secrets of apps and of recovery codes are encrypted with a key that is not in the database."""

    def generate_authenticator_name(self, user, type):
        """The browser that it is made in, until its owner says better."""
        return devices.browser_of(context.request.headers.get("User-Agent", ""))

    def encrypt(self, text):
        return sealing.encrypt(text)

    def decrypt(self, encrypted_text):
        return sealing.decrypt(encrypted_text)


def one_spelling(name):
    """How the account is spelt that logs in with this name: other spellings of one name share its limits."""
    account = account_called(name)
    return account.get_username() if account else name.casefold()
