"""Who gives roles to whom: nobody to themselves, and rights only by way of roles."""

from django.contrib import messages
from django.utils.translation import gettext as _

from office.roles.matrix import Role

# Rights that no role has; with these somebody could give themselves any.
ABOVE_ROLES = ("is_superuser", "user_permissions")


class WithRoles:
    """The screens of accounts. A superuser is made on the command line, and changed by another one only."""

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False  # history and approvals name who did something; an account is deactivated

    def get_fieldsets(self, request, obj=None):
        if request.user.is_superuser:
            return super().get_fieldsets(request, obj)
        return [
            (
                title,
                {
                    **options,
                    "fields": [name for name in options["fields"] if name not in ABOVE_ROLES],
                },
            )
            for title, options in super().get_fieldsets(request, obj)
        ]

    def get_readonly_fields(self, request, obj=None):
        own = ("groups", "is_staff", "is_active") if obj == request.user else ()
        return (*super().get_readonly_fields(request, obj), *own)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if request.method == "GET" and object_id == str(request.user.pk):
            messages.info(request, _("Your own roles are given and taken by somebody else."))
        return super().change_view(request, object_id, form_url, extra_context)


class GroupsOfRoles:
    """Groups of roles have the rights of the table of roles; others have none and share sealed cases."""

    fields = ["name"]
    filter_horizontal = []

    def has_change_permission(self, request, obj=None):
        if obj is not None and obj.name in Role.values:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return (obj is None or obj.name not in Role.values) and self.has_change_permission(
            request, obj
        )
