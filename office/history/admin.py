"""All records by public id, and the screens of their history."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from core.admin.lists import ModelAdmin
from office.history import screens
from office.review import previews
from sources.models import Record


@admin.register(Record)
class RecordAdmin(ModelAdmin):
    list_display = ["public_id", "kind", "state", "revision", "changed_at"]
    list_filter = ["kind", "state"]
    search_fields = ["public_id", "clemencyact__title", "prisoner__display_name"]
    ordering = ["-changed_at"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A record is edited on the screen of what it is the record of."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        record = get_object_or_404(Record, pk=object_id.replace("\0", ""))
        if not (url := previews.change_url(record.at_the_end())):
            raise Http404
        return redirect(url)

    def get_urls(self):
        return [
            self.screen(screens.history, "office_history", "history/<str:public_id>/"),
            self.screen(screens.undo, "office_undo", "history/<str:public_id>/undo/"),
            *super().get_urls(),
        ]
