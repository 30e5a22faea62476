"""Rows of every list of working records can be asked for; the log of what left can only be read."""

from django.contrib import admin, messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from core.admin.lists import ReadOnlyAdmin
from office.exporting import requests
from office.exporting.forms import ExportForm
from office.exporting.tables import tables_of
from office.exporting.writing import MOST_ROWS, TooLarge, refuse_too_many
from office.models import ExportLog

ASK = "office.export_confidential"
WHICH = "_table"


class ExportsRows:
    """The screen of a list on which its rows are asked for, as they are filtered there."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_action)
        return [path("export/", view, name=name), *super().get_urls()]

    @property
    def export_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_export")

    def has_export_permission(self, request):
        return request.user.has_perm(ASK) and self.has_view_permission(request)

    def export_action(self, request):
        """The rows of the list as it is filtered, or what belongs to them."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        query = request.GET.copy()
        tables = tables_of(self.model)
        table = chosen_table(request, tables, query.pop(WHICH, [tables[0].name])[-1])
        rows = rows_of(request, self, table, query)
        form = ExportForm(table, request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._ask_for_approval(request, table, rows.count(), query.urlencode(), form)
            except TooLarge as error:
                form.add_error(None, str(error))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Export %s") % table.title,
            "opts": self.opts,
            "form": form,
            "table": table,
            "tables": tables,
            "rows": rows.count(),
            "query": query.urlencode(),
            "is_filtered": bool(query),
        }
        return TemplateResponse(request, "office/exporting/export.html", context)

    def _ask_for_approval(self, request, table, count, query, form):
        kind = form.cleaned_data["file_format"]
        refuse_too_many(table.model, count, MOST_ROWS[kind], kind)
        asked = requests.ask(
            table,
            form.chosen,
            listed=self.model,
            rows=count,
            filters=query,
            file_format=kind,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(
            request, _("Asked for. Somebody else approves it, then it can be fetched here.")
        )
        return redirect("admin:office_exportrequest_change", asked.pk)


def chosen_table(request, tables, name):
    """The table of this name, for somebody who may see it."""
    for table in tables:
        if table.name == name:
            if not request.user.has_perm(_view(table.model)):
                raise PermissionDenied
            return table
    raise Http404


def rows_of(request, model_admin, table, query):
    """The rows of a table that belong to those of a list, as the list is filtered by `query`."""
    asked, request.GET = request.GET, query
    try:
        return table.rows(model_admin.get_changelist_instance(request).queryset)
    except IncorrectLookupParameters:
        raise Http404 from None
    finally:
        request.GET = asked


def _view(model):
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


@admin.register(ExportLog)
class ExportLogAdmin(ReadOnlyAdmin):
    list_display = ["exported_at", "exported_by", "table", "rows", "file_format", "reason"]
    list_filter = ["exported_by", "table", "file_format"]
    search_fields = ["reason", "table", "sha256"]
    list_select_related = ["exported_by"]
