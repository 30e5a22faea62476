"""Inviting people, and ending sessions of others, in the admin: for those who administrate accounts."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.admin.lists import ModelAdmin
from core.admin.screens import pages_in
from office.accounts.naming import ADMINISTRATES
from office.logins import invitations, mail, sessions
from office.logins.forms import InviteForm
from office.models import Invitation

_page = pages_in("office/logins")

# allauth's own screens would show secrets, and change factors and addresses past what is written here.
for model in (EmailAddress, Authenticator, UserSession):
    admin.site.unregister(model)


@admin.register(Invitation)
class InvitationAdmin(ModelAdmin):
    list_display = ["meant_for", "role", "state", "invited_by", "invited_at", "expires_at"]
    list_select_related = ["role", "invited_by"]
    search_fields = ["meant_for"]
    actions = ["take_back"]

    def has_module_permission(self, request):
        return request.user.has_perm(ADMINISTRATES)

    has_view_permission = has_add_permission = lambda self, request, obj=None: (
        self.has_module_permission(request)
    )

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        return [
            self.screen(staff_sessions, "office_staff_sessions", "sessions/"),
            self.screen(end_sessions, "office_end_sessions_of_staff", "sessions/end/"),
            *super().get_urls(),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = InviteForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            return link_page(request, *invitations.invite(by=request.user, **form.cleaned_data))
        return _page(request, "invite", _("Invite somebody"), form=form, has_mail=mail.is_set_up())

    @admin.display(description=gettext_lazy("state"))
    def state(self, invitation):
        if invitation.taken_at:
            return _("taken up by %s") % invitation.taken_by
        if invitation.revoked_at:
            return _("taken back")
        return _("open") if invitation.is_open else _("over")

    @admin.action(description=gettext_lazy("Take back"))
    def take_back(self, request, queryset):
        count = sum(invitations.revoke(each, by=request.user) for each in queryset)
        self.message_user(request, _("Taken back: %s.") % count)


@never_cache
def link_page(request, invitation, secret):
    """The link, this once: it is kept nowhere. Mailed as well where that can be done."""
    link = request.build_absolute_uri(reverse("office_invitation_link", args=[secret]))
    is_mailed = mail.send(
        invitation.email,
        _("Your link to the register"),
        _("It works once, until %(until)s:\n%(link)s")
        % {"until": invitation.expires_at, "link": link},
    )
    return _page(
        request,
        "link",
        _("A link that works once"),
        invitation=invitation,
        link=link,
        is_mailed=is_mailed,
    )


def staff_sessions(request):
    """Who is logged in how often, and the ways to end it."""
    _require(request)
    people = User.objects.annotate(open=Count("usersession")).filter(open__gt=0)
    return _page(request, "staff_sessions", _("Sessions of staff"), people=people.order_by("pk"))


@require_POST
def end_sessions(request):
    """Those of one account (`account`), or with `everybody` all, the asker's too."""
    _require(request)
    if "everybody" in request.POST:
        sessions.end_all(by=request.user)
        logout(request)
        return redirect("account_login")
    number = request.POST.get("account", "")
    person = get_object_or_404(User, pk=number if number.isdecimal() else None)
    sessions.end_all_of(person, by=request.user, but=request.session.session_key)
    messages.success(request, _("The sessions of %s are ended.") % person)
    return redirect("admin:office_staff_sessions")


def _require(request):
    if not request.user.has_perm(ADMINISTRATES):
        raise PermissionDenied
