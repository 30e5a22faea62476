"""The queue of messages from readers: who reads which, what came of it, and the sealed ones to take away."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from core.admin.lists import ModelAdmin
from office.audit.log import record
from office.models import Tip
from sources.models import Record

CLOSED = {Tip.State.DONE, Tip.State.SPAM}
VIEW = "office.view_tip"


@admin.register(Tip)
class TipAdmin(ModelAdmin):
    list_display = ["number", "received_on", "state", "kind", "about", "assigned_to"]
    list_filter = ["state", "assigned_to"]
    search_fields = ["number", "about"]
    search_help_text = _("The number of the message, or of the record")
    list_select_related = ["assigned_to"]
    readonly_fields = ["number", "received_on", "message", "its_record"]
    fields = [
        *("number", "received_on", "message", "state", "assigned_to", "about", "its_record", "note")
    ]
    actions = ["mark_spam"]

    def has_add_permission(self, request):
        return False

    def get_urls(self):
        return [
            path(
                "<int:pk>/sealed/",
                self.admin_site.admin_view(sealed_file),
                name="office_tip_sealed",
            ),
            *super().get_urls(),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        tip = self.get_object(request, object_id) if request.method == "GET" else None
        if tip and self.has_view_permission(request, tip):
            record("tip_read", by=request.user, about=tip.number)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, tip, form, change):
        super().save_model(request, tip, form, change)
        if "state" in form.changed_data and tip.state in CLOSED:
            record("tip_closed", by=request.user, about=tip.number, detail={"state": tip.state})

    def delete_model(self, request, tip):
        record("tip_closed", by=request.user, about=tip.number, detail={"state": "deleted"})
        super().delete_model(request, tip)

    def delete_queryset(self, request, queryset):
        for tip in queryset:
            self.delete_model(request, tip)

    @admin.action(description=_("Mark as spam"), permissions=["change"])
    def mark_spam(self, request, queryset):
        for tip in queryset.exclude(state=Tip.State.SPAM):
            tip.state = Tip.State.SPAM
            tip.save(update_fields=["state"])
            record("tip_closed", by=request.user, about=tip.number, detail={"state": tip.state})

    @admin.display(description=_("kind"))
    def kind(self, tip):
        return _("sealed") if tip.is_sealed else _("readable")

    @admin.display(description=_("message"))
    def message(self, tip):
        if not tip.is_sealed:
            return format_html('<div style="white-space: pre-wrap" dir="auto">{}</div>', tip.text)
        return format_html(
            '<a href="{}">{}</a><p>{}</p><pre style="overflow: auto">{}</pre>',
            reverse("admin:office_tip_sealed", args=[tip.pk]),
            _("Download the sealed file"),
            _("Open it on a computer that holds the secret key: age --decrypt -i key.txt FILE"),
            tip.sealed,
        )

    @admin.display(description=_("the record"))
    def its_record(self, tip):
        its = Record.objects.filter(public_id=tip.about).first() if tip.about else None
        if its is None:
            return "–"
        address = reverse("admin:sources_record_change", args=[its.pk])
        return format_html('<a href="{}">{}</a>', address, its.public_id)


@require_GET
def sealed_file(request, pk):
    """The encrypted message as a file; it is opened elsewhere."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    tip = get_object_or_404(Tip.objects.exclude(sealed=""), pk=pk)
    record("tip_read", by=request.user, about=tip.number, detail={"as": "file"})
    return HttpResponse(
        tip.sealed,
        content_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{tip.number}.age"'},
    )
