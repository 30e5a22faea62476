"""Staff accounts and groups, in the look of the rest of the admin."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as PlainGroupAdmin
from django.contrib.auth.admin import UserAdmin as PlainUserAdmin
from django.contrib.auth.models import Group, User
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from office.roles.admin import GroupsOfRoles, WithRoles

admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(WithRoles, PlainUserAdmin, ModelAdmin):
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm


@admin.register(Group)
class GroupAdmin(GroupsOfRoles, PlainGroupAdmin, ModelAdmin):
    pass
