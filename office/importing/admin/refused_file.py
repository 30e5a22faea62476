"""The refused rows as a spreadsheet to mend: the columns as they came, the reasons behind them."""

from tempfile import TemporaryFile

from django.http import FileResponse, Http404
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from office.importing.admin.access import import_or_404
from office.importing.admin.lists import chosen
from office.importing.line import REASONS
from sheets import FileRefused, NewSheet

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_GET
def refused(request, pk, tab, kind):
    """`tab`: refused lines, or lines that are taken without some of their cells."""
    imported = import_or_404(request, pk)
    if tab not in ("refused", "cells") or kind not in TYPES:
        raise Http404
    file = TemporaryFile()  # noqa: SIM115  (the response closes it)
    try:
        NewSheet(file, kind).write([*imported.columns, REASONS], _rows(chosen(imported, tab)))
    except FileRefused as error:
        raise Http404(str(error)) from error
    file.seek(0)
    name = slugify(imported.file_name.rpartition(".")[0]) or "import"
    return FileResponse(
        file, as_attachment=True, filename=f"{name}-{tab}.{kind}", content_type=TYPES[kind]
    )


def _rows(lines):
    for line in lines.iterator():
        yield {**line.cells, REASONS: " ".join(_reason(*fault) for fault in line.faults)}


def _reason(column, value, reason):
    where = f"{column}: " if column else ""
    return f"{where}{reason}" + ("" if reason.endswith(".") else ".")
