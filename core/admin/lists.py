"""The base of every list in the admin."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin as UnfoldModelAdmin


class ModelAdmin(UnfoldModelAdmin):
    def screen(self, view, name, route):
        """For `get_urls`: a page of one's own below the list, for staff."""
        return path(route, self.admin_site.admin_view(view), name=name)

    def response_action(self, request, queryset):
        """Django asks the database for whatever is ticked, which fails for what can be no row."""
        if all(map(self._can_be_a_row, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().response_action(request, queryset)
        messages.error(request, _("What was ticked is no row of this list. Nothing was changed."))
        return HttpResponseRedirect(request.get_full_path())

    def _can_be_a_row(self, ticked):
        try:
            self.opts.pk.clean(ticked, None)
        except ValidationError:
            return False
        return "\0" not in ticked


class ReadOnlyAdmin(ModelAdmin):
    """Rows that the software writes and nobody edits."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
