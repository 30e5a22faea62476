"""Imports and profiles in the admin: their lists, and the addresses of their screens."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin.lists import ReadOnlyAdmin
from office.importing.admin import (
    decisions,
    drafts,
    of_record,
    profile_screens,  # noqa: F401  (registers itself)
    receipt,
    refused_file,
    steps,
    upload,
)
from office.importing.admin.access import RUN
from office.models import Import
from sources.admin import roots


@admin.register(Import)
class ImportAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "state", "in_numbers", "list_name", "started_by", "started_at"]
    list_filter = ["state", "profile_name"]
    search_fields = ["file_name", "list_name", "file_sha256"]
    list_select_related = ["started_by"]
    list_per_page = 50
    list_before_template = "office/importing/_bring.html"

    def get_urls(self):
        return [
            self.screen(upload.upload, "office_import_upload", "upload/"),
            self.screen(drafts.draft, "office_import_draft", "draft-a-profile/"),
            self.screen(upload.blank, "office_import_blank", "rollcall-wide.xlsx"),
            self.screen(receipt.receipt, "office_import_receipt", "<uuid:pk>/"),
            self.screen(steps.write, "office_import_write", "<uuid:pk>/write/"),
            self.screen(steps.drop, "office_import_drop", "<uuid:pk>/give-up/"),
            self.screen(steps.undo, "office_import_undo", "<uuid:pk>/undo/"),
            self.screen(steps.submit, "office_import_submit", "<uuid:pk>/send-to-review/"),
            self.screen(decisions.accept, "office_import_accept", "<uuid:pk>/held/take/"),
            self.screen(decisions.decide, "office_import_decide", "<uuid:pk>/held/<int:number>/"),
            self.screen(
                refused_file.refused, "office_import_refused", "<uuid:pk>/<slug:tab>.<slug:kind>"
            ),
            *super().get_urls(),
        ]

    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) or request.user.has_perm(RUN)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A receipt is shown on its own screen."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        imported = self.get_object(request, object_id)
        if imported is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return redirect(reverse("admin:office_import_receipt", args=[imported.pk]))

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def changelist_view(self, request, extra_context=None):
        may_run = {"may_run": request.user.has_perm(RUN)}
        return super().changelist_view(request, {**(extra_context or {}), **may_run})

    @admin.display(description=_("lines"))
    def in_numbers(self, imported):
        outcomes = ("new", "changed", "unchanged", "held", "refused")
        labels = dict(imported.lines.model.Outcome.choices)
        said = [(labels[each], imported.counts.get(each)) for each in outcomes]
        return ", ".join(f"{label} {number:,}" for label, number in said if number)


roots.PANELS.append(of_record.panel)
