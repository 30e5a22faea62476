"""Pages of one's own account beside those of allauth: taking up a link, sessions and devices."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from office.logins import devices, invitations, sessions
from office.logins.forms import NewAccountForm, PasswordForm

IN_SESSION = "office_invitation"


@require_GET
def open_link(request, secret):
    """Takes the secret out of the address, where history, logs and referrers would keep it."""
    try:
        invitations.find(secret)
    except invitations.NoInvitation:
        return _no_invitation(request)
    request.session[IN_SESSION] = secret
    return redirect("office_invitation")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def take_up(request):
    """The form of an invitation; sending it makes the account, or sets the password."""
    secret = request.session.get(IN_SESSION, "")
    try:
        invitation = invitations.find(secret)
    except invitations.NoInvitation:
        return _no_invitation(request)
    kind = NewAccountForm if invitation.role else PasswordForm
    account = invitation.account or User(email=invitation.email)
    form = kind(request.POST or None, user=account)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in form.fields if name != "again"}
        try:
            user = invitations.take_up(secret, **chosen)
        except invitations.NoInvitation:
            return _no_invitation(request)
        return _let_in(request, user, invitation)
    return render(
        request, "office/logins/invitation.html", {"form": form, "invitation": invitation}
    )


def _no_invitation(request):
    if not ratelimit.consume(request, app="allauth.account", action="login_failed", limit_get=True):
        return ratelimit.respond_429(request)
    return render(request, "office/logins/no_invitation.html", status=404)


def _let_in(request, user, invitation):
    """With a new account one goes on to the second factor; a new password ends all sessions there were."""
    logout(request)
    if invitation.account:
        sessions.end_all_of(user, by=user)
        messages.success(request, _("Your password is set. Log in with it."))
        return redirect("account_login")
    response = perform_login(request, Login(user=user))
    reauthenticate_by_password(request)
    return response


@require_GET
def list_sessions(request):
    """Where this account is logged in, and with which devices it was."""
    return render(
        request,
        "office/logins/sessions.html",
        {
            "sessions": sorted(
                UserSession.objects.purge_and_list(request.user),
                key=lambda session: session.created_at,
                reverse=True,
            ),
            "devices": request.user.devices.all(),
            "this_device": request.session.get(devices.IN_SESSION),
        },
    )


@require_POST
def end_sessions(request):
    """One session (`session`), all others (`which=others`), or all with this one (`which=all`)."""
    here = request.session.session_key
    which = request.POST.get("which")
    if which == "all":
        sessions.end_all_of(request.user, by=request.user, but=here)
        logout(request)
        return redirect("account_login")
    if which == "others":
        sessions.end_all_of(request.user, by=request.user, but=here)
        messages.success(request, _("All other sessions are ended."))
    elif (number := request.POST.get("session", "")).isdecimal() and len(number) < 10:
        own = UserSession.objects.filter(user=request.user).exclude(session_key=here)
        for session in own.filter(pk=number):
            sessions.end(session, by=request.user)
            messages.success(request, _("The session is ended."))
    return redirect("usersessions_list")


@require_POST
def forget_device(request):
    """A device that was lost, sold or seized: logging in with it is news again."""
    number = request.POST.get("device", "")
    if number.isdecimal() and len(number) < 10:
        request.user.devices.filter(pk=number).delete()
        messages.success(request, _("The device is forgotten."))
    return redirect("usersessions_list")


@require_POST
def seen_news(request):
    """It was me: the new devices of which this page told are known here."""
    devices.has_seen_news(request)
    return redirect("usersessions_list")
