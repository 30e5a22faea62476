"""Requests for exports: read, decided by a second person, fetched by the one who asked."""

import tempfile

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import FileResponse, Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.admin.lists import ReadOnlyAdmin
from office.exporting import requests
from office.exporting.admin import ASK, chosen_table, rows_of
from office.exporting.requests import CannotExport
from office.exporting.tables import tables_of
from office.exporting.writing import MOST_ROWS, TYPES, TooLarge
from office.models import ExportRequest

APPROVE = "office.approve_export"
IN_MEMORY = 1024 * 1024


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2, "class": "case-input"}),
    )


@admin.register(ExportRequest)
class ExportRequestAdmin(ReadOnlyAdmin):
    list_display = ["asked_at", "asked_by", "table", "rows", "reason", "decision", "decided_by"]
    list_filter = ["decision", "asked_by", "table"]
    list_select_related = ["asked_by", "decided_by"]

    def get_urls(self):
        return [
            self.screen(require_POST(self.decide), "office_export_decide", "<int:pk>/decide/"),
            self.screen(require_POST(self.fetch), "office_export_fetch", "<int:pk>/fetch/"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What is asked for, as both would see it now."""
        asked = self._asked(request, object_id)
        is_own = asked.asked_by_id == request.user.pk
        may_decide = not (is_own or asked.decision) and request.user.has_perm(APPROVE)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Export of %s") % asked.table,
            "asked": asked,
            "rows": self._count(request, asked) if may_decide or is_own else None,
            "filters": list(QueryDict(asked.filters).items()),
            "may_decide": may_decide,
            "is_own": is_own,
            "why_not": requests.why_not(asked),
            "files": asked.files.annotate(by=F("exported_by__username")),
            "form": NoteForm(),
        }
        return TemplateResponse(request, "office/exporting/request.html", context)

    def decide(self, request, pk):
        """Approve or refuse, by somebody who may see what it holds."""
        asked = self._asked(request, pk)
        if not request.user.has_perm(APPROVE):
            raise PermissionDenied
        form = NoteForm(request.POST)
        decision = request.POST.get("decision")
        if decision not in requests.Decision.values[1:] or not form.is_valid():
            raise Http404
        try:
            self._rows_and_columns(request, asked)
            requests.decide(
                asked,
                by=request.user,
                is_approved=decision == requests.Decision.APPROVED,
                why=form.cleaned_data["note"],
            )
        except CannotExport as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Decided."))
        return redirect("admin:office_exportrequest_change", asked.pk)

    def fetch(self, request, pk):
        """The file, for the one who asked."""
        asked = self._asked(request, pk)
        if not request.user.has_perm(ASK):
            raise PermissionDenied
        kind = asked.file_format
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed with the response
        try:
            log = requests.fetch(
                asked,
                file,
                by=request.user,
                rows_and_columns=lambda asked: self._rows_and_columns(request, asked),
                most_rows=MOST_ROWS[kind],
            )
        except (CannotExport, TooLarge) as error:
            file.close()
            messages.error(request, str(error))
            return redirect("admin:office_exportrequest_change", asked.pk)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        name = f"{log.table.replace('.', '-')}-{log.exported_at:%Y-%m-%d}.{kind}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[kind])

    def _asked(self, request, pk):
        """A request, for who asked and for who sees all of them."""
        found = ExportRequest.objects.select_related("asked_by", "decided_by")
        asked = found.filter(pk=pk).first() if str(pk).isdecimal() and len(str(pk)) < 19 else None
        if asked is None:
            raise Http404
        if asked.asked_by_id != request.user.pk and not self.has_view_permission(request, asked):
            raise PermissionDenied
        return asked

    def _count(self, request, asked):
        rows, _columns = self._rows_and_columns(request, asked)
        return rows.count()

    def _rows_and_columns(self, request, asked):
        """What a request names, as the one at the screen may see it."""
        listed = {
            model._meta.label_lower: model_admin
            for model, model_admin in self.admin_site._registry.items()
        }
        model_admin = listed.get(asked.list)
        if model_admin is None:
            raise Http404
        if not model_admin.has_view_permission(request):
            raise PermissionDenied
        table = chosen_table(request, tables_of(model_admin.model), asked.table)
        rows = rows_of(request, model_admin, table, QueryDict(asked.filters, mutable=True))
        return rows, [column for column in table.columns if column.name in asked.columns]
