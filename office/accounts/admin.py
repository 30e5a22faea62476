"""Staff accounts and groups, in the look of the rest of the admin."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import StackedInline
from unfold.forms import UserChangeForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from core.admin.lists import ModelAdmin
from office.accounts.naming import ADMINISTRATES
from office.logins import invitations, sessions
from office.logins.admin import link_page
from office.models import Profile
from office.roles.admin import GroupsOfRoles, WithRoles

admin.site.unregister(User)
admin.site.unregister(Group)


class ProfileInline(StackedInline):
    """The alias goes with the account: whoever may change the one may change the other."""

    model = Profile

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(ADMINISTRATES)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(User)
class UserAdmin(WithRoles, PlainUserAdmin, ModelAdmin):
    """Accounts are made by invitation, and nobody sets the password of somebody else."""

    form = UserChangeForm
    fieldsets = [
        (None, {"fields": ["username", "email"]}),
        (gettext_lazy("Rights"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    list_display = ["username", "profile", "is_active", "is_superuser", "last_login"]
    list_select_related = ["profile"]
    search_fields = ["username", "email", "profile__alias"]
    filter_horizontal = []
    inlines = [ProfileInline]
    actions = ["new_password", "end_sessions"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Only who may do everything touches an account that may do everything."""
        is_beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_beyond

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return own if request.user.is_superuser else [*own, "is_superuser"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Roles are few: all are seen at once, with those that are ticked."""
        return super().formfield_for_manytomany(
            db_field, request, **kwargs, widget=UnfoldAdminCheckboxSelectMultipleWidget()
        )

    def user_change_password(self, request, id, form_url=""):
        raise PermissionDenied

    @admin.action(description=gettext_lazy("Make a link for a new password"))
    def new_password(self, request, queryset):
        if len(queryset) != 1:
            self.message_user(request, _("Choose one account."), messages.ERROR)
            return None
        (account,) = queryset
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        return link_page(request, *invitations.offer_password(account=account, by=request.user))

    @admin.action(description=gettext_lazy("End all sessions"))
    def end_sessions(self, request, queryset):
        if not self.has_change_permission(request):
            raise PermissionDenied
        here = request.session.session_key
        count = sum(sessions.end_all_of(each, by=request.user, but=here) for each in queryset)
        self.message_user(request, _("Sessions ended: %s.") % count)


@admin.register(Group)
class GroupAdmin(GroupsOfRoles, PlainGroupAdmin, ModelAdmin):
    pass
