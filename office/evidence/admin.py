"""Kept files in the admin: a list, a download that is logged, and the alarms."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core.admin.lists import ReadOnlyAdmin
from office.audit.log import record
from office.evidence.checking import FileIsNotWhole, whole
from office.models import FileAlarm
from sources.models import Evidence

MAY = "sources.view_evidence"


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ["called", "kind", "size", "source", "captured_at", "captured_by", "download"]
    list_filter = ["kind", "captured_by"]
    search_fields = ["name", "sha256", "source__title"]
    list_select_related = ["source", "captured_by"]
    list_display_links = None
    ordering = ["-captured_at", "-pk"]
    # The field of the file itself would ask for its address, and it has none.
    fields = ["source", "download", "captured_at", "captured_by", "custody_log"]
    readonly_fields = ["download"]

    def get_urls(self):
        view = self.admin_site.admin_view(download)
        route = path("<int:pk>/download/", view, name="sources_evidence_download")
        return [route, *super().get_urls()]

    @admin.display(description=_("what it was called"), ordering="name")
    def called(self, evidence):
        return str(evidence)

    @admin.display(description=_("file"))
    def download(self, evidence):
        address = reverse("admin:sources_evidence_download", args=[evidence.pk])
        return format_html('<a class="underline" href="{}">{}</a>', address, _("Download"))


@admin.register(FileAlarm)
class FileAlarmAdmin(ReadOnlyAdmin):
    list_display = ["file", "fault", "first_at", "last_at"]
    list_filter = ["fault"]
    list_display_links = None


@require_GET
def download(request, pk):
    """The file as it was taken in, to be saved and never shown: whatever is in it, it does not run here."""
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    evidence = get_object_or_404(Evidence, pk=pk)
    try:
        pieces = whole(evidence.file.name, evidence.sha256, by=request.user)
    except FileIsNotWhole as error:
        messages.error(request, str(error))
        return redirect("admin:sources_evidence_changelist")
    record(
        "evidence_downloaded",
        by=request.user,
        about=str(evidence.pk),
        detail={"sha256": evidence.sha256},
    )
    return StreamingHttpResponse(
        pieces,
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, evidence.name or "evidence"),
            "Content-Length": str(evidence.size) if evidence.size is not None else "",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cache-Control": "no-store",
        },
    )
