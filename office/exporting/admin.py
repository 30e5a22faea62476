"""Every list of working records can be exported; the log of it can only be read."""

import tempfile

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from office.exporting.forms import ExportForm
from office.exporting.tables import tables_of
from office.exporting.writing import MOST_ROWS, TYPES, TooLarge, export
from office.models import ExportLog
from office.review.admin import ReadOnlyAdmin

PERMISSION = "office.export_confidential"
WHICH = "_table"
IN_MEMORY = 1024 * 1024


class ExportsRows:
    """The screen of a list on which its rows are exported, as they are filtered there."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = self.admin_site.admin_view(self.export_action)
        return [path("export/", view, name=name), *super().get_urls()]

    @property
    def export_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_export")

    def has_export_permission(self, request):
        return request.user.has_perm(PERMISSION) and self.has_view_permission(request)

    def export_action(self, request):
        """The rows of the list as it is filtered, or what belongs to them."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        tables = tables_of(self.model)
        table = self._chosen(request, tables)
        rows = table.rows(self._listed(request))
        form = ExportForm(table, request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._file(request, rows, form)
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
            "query": request.GET.urlencode(),
            "is_filtered": bool(request.GET),
        }
        return TemplateResponse(request, "office/exporting/export.html", context)

    def _listed(self, request):
        try:
            return self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            raise Http404 from None

    def _chosen(self, request, tables):
        """The table that is asked for; what is left of the query is the list's."""
        request.GET = request.GET.copy()
        name = request.GET.pop(WHICH, [tables[0].name])[-1]
        for table in tables:
            if table.name == name:
                if not request.user.has_perm(_view(table.model)):
                    raise PermissionDenied
                return table
        raise Http404

    def _file(self, request, rows, form):
        kind = form.cleaned_data["file_format"]
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed with the response
        try:
            log = export(
                rows,
                form.chosen,
                file,
                file_format=kind,
                reason=form.cleaned_data["reason"],
                by=request.user,
                filters=request.GET.urlencode(),
                most_rows=MOST_ROWS[kind],
            )
        except BaseException:
            file.close()
            raise
        file.seek(0)
        name = f"{log.table.replace('.', '-')}-{log.exported_at:%Y-%m-%d}.{kind}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=TYPES[kind])


def _view(model):
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


@admin.register(ExportLog)
class ExportLogAdmin(ReadOnlyAdmin):
    list_display = ["exported_at", "exported_by", "table", "rows", "file_format", "reason"]
    list_filter = ["exported_by", "table", "file_format"]
    search_fields = ["reason", "table", "sha256"]
    list_select_related = ["exported_by"]
