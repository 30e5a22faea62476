"""Rows as a file: CSV, XLSX or JSON, row by row, so that a table of any size takes the same memory."""

import csv
import hashlib
import io
import json
import os
from collections import defaultdict
from itertools import islice

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from xlsxwriter import Workbook

from core.formulas import neutral
from office.audit.kinds import Kind
from office.audit.log import record as note
from office.models import ExportLog

AT_ONCE = 2_000
LONGEST_CELL = 32_767  # of Excel
MOST_ROWS = {"csv": 500_000, "json": 500_000, "xlsx": 100_000}
FORMATS = tuple(MOST_ROWS)
NUMBERS = (models.IntegerField, models.DecimalField)
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class TooLarge(Exception):
    """More rows, or a longer cell, than a file of this kind holds here."""


@transaction.atomic
def export(
    rows, columns, file, *, file_format, reason, by=None, filters="", most_rows=None, request=None
):
    """Write `rows` (a queryset) into the binary `file` and log it; the line of the log comes back.

    Both or neither: what was not logged was not written to its end.
    """
    if most_rows is not None:
        refuse_too_many(rows.model, rows.count(), most_rows, file_format)
    written = _Counted(cells_of(rows, columns))
    WRITERS[file_format](file, [column.name for column in columns], written)
    log = ExportLog.objects.create(
        exported_by=by,
        request=request,
        table=rows.model._meta.label_lower,
        columns=[column.name for column in columns],
        filters=filters,
        rows=written.number,
        file_format=file_format,
        sha256=_sha256(file),
        reason=reason,
    )
    detail = {"rows": log.rows, "format": file_format, "sha256": log.sha256}
    note(Kind.EXPORTED, by=by, about=log.table, detail=detail)
    return log


def refuse_too_many(model, count, most_rows, file_format):
    if count > most_rows:
        raise TooLarge(_too_many(count, most_rows, model, file_format))


class _Counted:
    """Hands rows on and counts them: others may write while a table is read."""

    def __init__(self, rows):
        self._rows, self.number = rows, 0

    def __iter__(self):
        for row in self._rows:
            self.number += 1
            yield row


def cells_of(rows, columns):
    """A list of cells for each row; what a spreadsheet would run begins with an apostrophe."""
    paths, places = ["pk"], []
    for column in columns:
        places.append((column, slice(len(paths), len(paths) + len(column.paths))))
        paths += column.paths
    fetched = rows.values_list(*paths).iterator(chunk_size=AT_ONCE)
    while batch := list(islice(fetched, AT_ONCE)):
        pks = [values[0] for values in batch]
        linked = {c.name: _links(rows.model, c, pks) for c in columns if c.is_many}
        for values in batch:
            yield [
                neutral(column.text_of_many(linked[column.name][values[0]]))
                if column.name in linked
                else _cell(column, values[place])
                for column, place in places
            ]


def _cell(column, values):
    """A negative number is no formula; anything else may be."""
    text = column.text(*values)
    return text if isinstance(column.field, NUMBERS) else neutral(text)


def _links(model, column, pks):
    """{primary key: [key of each row that the many links lead to]}."""
    name = column.field.name
    found = defaultdict(list)
    rows = (
        model._base_manager.filter(pk__in=pks).exclude(**{name: None}).order_by("pk", f"{name}__pk")
    )
    for pk, *key in rows.values_list("pk", *(f"{name}__{field}" for field in column.key_fields)):
        found[pk].append(key)
    return found


def _csv(file, header, rows):
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow(header)
    lines.writerows(rows)
    text.detach()


def _json(file, header, rows):
    between = b"[\n"
    for row in rows:
        file.write(
            between + json.dumps(dict(zip(header, row, strict=True)), ensure_ascii=False).encode()
        )
        between = b",\n"
    file.write(b"\n]\n" if between == b",\n" else b"[]\n")


def _xlsx(file, header, rows):
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, {"constant_memory": True, **options}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, header)
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(row):
                if len(text) > LONGEST_CELL:
                    raise TooLarge(
                        _("A text is longer than a cell of an XLSX can be. Take the CSV.")
                    )
                if text:
                    sheet.write_string(number, column, text)


WRITERS = {"csv": _csv, "json": _json, "xlsx": _xlsx}


def _too_many(count, most, model, file_format):
    table = model._meta.label_lower
    return (
        ngettext(
            "This would be %(count)s row, and the site writes at most %(most)s into a file of this kind.",
            "These would be %(count)s rows, and the site writes at most %(most)s into a file of this kind.",
            count,
        )
        % {"count": f"{count:,}", "most": f"{most:,}"}
        + " "
        + _(
            "Filter the list, or ask who runs the server: manage.py export_records %(table)s FILE.%(kind)s"
        )
        % {"table": table, "kind": "csv" if file_format == "xlsx" else file_format}
    )


def _sha256(file):
    file.flush()
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0, os.SEEK_END)
    return digest
