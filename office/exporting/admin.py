"""Every list of working records can be exported; the log of it can only be read."""

import tempfile

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin, ImportMixin

from config.roles import WORKING_APPS
from office.exporting.forms import ExportForm
from office.exporting.tables import tables_of
from office.exporting.writing import MOST_ROWS, TYPES, TooLarge, export
from office.models import ExportLog
from office.review.admin import ReadOnlyAdmin

PERMISSION = "office.export_confidential"
WHICH = "_table"
IN_MEMORY = 1024 * 1024


class ExportsRows(ExportMixin):
    """The button of django-import-export and its reading of the list; the file is written by us.

    Its own way builds all rows in memory, escapes formulas only in part and logs nothing.
    """

    def has_export_permission(self, request):
        return request.user.has_perm(PERMISSION) and self.has_view_permission(request)

    def export_action(self, request):
        """The rows of the list as it is filtered, or what belongs to them."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        tables = tables_of(self.model)
        table = self._chosen(request, tables)
        rows = table.rows(self.get_export_queryset(request))
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


def add_to(site):
    """Give the list of every working table the button; nobody has to remember it for a new one."""
    for model, model_admin in list(site._registry.items()):
        if model._meta.app_label in WORKING_APPS:
            site.unregister(model)
            site.register(model, _exporting(type(model_admin)))


def _exporting(admin_class):
    imports = issubclass(admin_class, ImportMixin)
    template = "import_export" if imports else "export"
    return type(
        admin_class.__name__,
        (ExportsRows, admin_class),
        {
            "__module__": admin_class.__module__,
            "import_export_change_list_template": f"admin/import_export/change_list_{template}.html",
        },
    )
