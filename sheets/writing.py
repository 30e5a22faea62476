"""Spreadsheets for people: everything as text, nothing that runs."""

import csv
from collections.abc import Mapping
from contextlib import nullcontext
from io import TextIOWrapper

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from core.formulas import neutral
from sheets.refusals import FileRefused, letters

# Of Excel.
MOST_XLSX_ROWS, MOST_XLSX_COLUMNS, LONGEST_XLSX_CELL = 1_048_576, 16_384, 32_767
ALL_AS_TEXT = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class NewSheet:
    """A file with one table, at a path or in a binary file that is open."""

    def __init__(self, path_or_file, kind="csv"):
        self._target = path_or_file
        self._write = {"csv": _write_csv, "xlsx": _write_xlsx}[kind]

    def write(self, columns, rows):
        """Write all of it and return how many rows there were; `rows` are dicts or lists."""
        columns, counted = list(columns), _Counted(rows)
        lines = ([neutral(text(value)) for value in values] for values in _lines(columns, counted))
        self._write(self._target, lines)
        return counted.count


class _Counted:
    def __init__(self, rows):
        self._rows, self.count = rows, 0

    def __iter__(self):
        for row in self._rows:
            self.count += 1
            yield row


def text(value):
    """As `Sheet.rows` gives it back."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _lines(columns, rows):
    yield columns
    for row in rows:
        yield [row.get(column) for column in columns] if isinstance(row, Mapping) else row


def _write_csv(target, lines):
    """RFC 4180; the byte order mark tells Excel that it is UTF-8, quotation marks what is text."""
    opened = nullcontext(target) if hasattr(target, "write") else open(target, "wb")  # noqa: SIM115
    with opened as file:
        written = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        csv.writer(written, quoting=csv.QUOTE_ALL).writerows(lines)
        written.flush()
        written.detach()


def _write_xlsx(target, lines):
    with Workbook(target, ALL_AS_TEXT) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for row, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                if cell:
                    _refuse_what_excel_cannot_hold(row, column, cell)
                    sheet.write_string(row, column, cell)


def _refuse_what_excel_cannot_hold(row, column, cell):
    if row >= MOST_XLSX_ROWS or column >= MOST_XLSX_COLUMNS or len(cell) > LONGEST_XLSX_CELL:
        raise FileRefused(
            _("Row %(row)d, column %(column)s does not fit into an XLSX file. Take CSV.")
            % {"row": row + 1, "column": letters(column)}
        )
