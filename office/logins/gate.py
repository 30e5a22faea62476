"""The gate before every page for staff: somebody is logged in, and a second factor was used.

It asks by address and lets nothing through that is not named here, so a view that forgets to ask
who is there is closed all the same.
"""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from office.accounts.naming import seen_by

# Pages that lead to being logged in, and out.
OPEN = {
    *("account_login", "account_logout", "account_inactive"),
    *("mfa_authenticate", "mfa_login_webauthn"),
    *("office_invitation", "office_invitation_link"),
    *("admin_login", "admin:logout"),
}
# For somebody who has no second factor yet: what setting one up takes.
SETTING_UP = {
    *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn"),
    "account_reauthenticate",
}
# For somebody who has one and has not used it in this session.
USING = {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
FACTORS = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]


class Gate:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(settings.STAFF_PATH):
            return self.get_response(request)
        with seen_by(request):
            return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        page = request.resolver_match.view_name
        if not request.path.startswith(settings.STAFF_PATH) or page in OPEN:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise PermissionDenied
        if _is_over(request):
            logout(request)
            return redirect_to_login(request.get_full_path())
        if not settings.REQUIRE_MFA or has_used_second_factor(request):
            return None
        if is_mfa_enabled(request.user, FACTORS):
            return None if page in USING else _use_it_first(request)
        return None if page in SETTING_UP else _set_it_up_first(request)


def has_used_second_factor(request):
    """Whether in this session; a recovery code and a passkey that asked who is there count."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _is_over(request):
    """Whether the log-in is too long ago: a session that is used would otherwise go on for ever."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[0]["at"] > settings.SESSION_COOKIE_AGE


def _set_it_up_first(request):
    messages.warning(
        request, _("Set up a second factor first: a passkey, or an app that makes codes.")
    )
    return redirect("mfa_index")


def _use_it_first(request):
    has_app = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    page = reverse("mfa_reauthenticate" if has_app else "mfa_reauthenticate_webauthn")
    back = request.get_full_path() if request.method == "GET" else reverse("admin:index")
    return redirect(f"{page}?{urlencode({'next': back})}")
