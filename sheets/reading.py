"""A table, whatever file it stands in: where its header is, what its columns are called, its rows."""

import re
from dataclasses import dataclass
from itertools import chain, islice

from django.utils.translation import gettext as _

from core.formulas import as_meant
from sheets import refusals
from sheets.refusals import FileRefused

# The key under which a row has a list of the texts that stand beyond the last column. No column can
# be called so: the white space around names is taken off.
SURPLUS = "\tsurplus"

LOOKED_AT = 100  # rows that decide where the header is, and which nameless columns are used
TITLES = 20  # a header stands within so many rows

LINE_END = re.compile(r"\r\n?")
# Bytes that are not of the file's encoding arrive as U+DC80 to U+DCFF (PEP 383).
NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Hints:
    """What somebody knows about a file; what is empty is found out."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0


class Sheet:
    """One table. Read lazily: FileRefused may come from `rows` as well as from opening it."""

    def __init__(self, kind, reader, *, hints, limits):
        self.kind = kind
        self.encoding, self.delimiter = reader.encoding, reader.delimiter
        self.sheet_names = reader.sheet_names
        self._limits = limits
        self._reader = reader
        self._rows = self._within_limits(reader.rows())
        if reader.columns is None:
            self._find_columns(hints)
        else:
            self.header_row = 0
            self._width = len(reader.columns)
            self._named = list(enumerate(reader.columns))
        self.columns = [name for _index, name in self._named]

    def rows(self):
        """(row number as a spreadsheet program shows it, {column: text}) of each row that has a text.

        Can be gone through once. Surplus texts are under SURPLUS.
        """
        for number, cells in self._rows:
            if surplus := self._surplus(cells):
                yield number, {**self._as_dict(cells), SURPLUS: surplus}
            else:
                yield number, self._as_dict(cells)

    def _as_dict(self, cells):
        width = len(cells)
        return {name: cells[index] if index < width else "" for index, name in self._named}

    def _surplus(self, cells):
        found = [cells[index] for index in self._unnamed if index < len(cells) and cells[index]]
        return found + [cell for cell in cells[self._width :] if cell]

    # --- the header -----------------------------------------------------------------------------

    _unnamed = ()

    def _find_columns(self, hints):
        looked_at = list(islice(self._rows, LOOKED_AT))
        if not looked_at:
            raise FileRefused(self._nothing_there())
        start = self._header_index(looked_at, hints)
        self.header_row, header = looked_at[start]
        below = looked_at[start + 1 :]
        if not below:
            raise FileRefused(
                _("Row %(row)d is the header, and nothing stands below it.")
                % {"row": self.header_row}
            )
        names = [" ".join(name.split()) for name in header]
        self._width = self._last_column(names, below)
        self._named, unnamed = [], []
        for index in range(self._width):
            name = names[index] if index < len(names) else ""
            if not name and any(index < len(cells) and cells[index] for _number, cells in below):
                name = refusals.place(index)
            if name:
                self._named.append((index, name))
            else:
                unnamed.append(index)
        self._unnamed = tuple(unnamed)
        self._refuse_names_given_twice()
        self._rows = chain(below, self._rows)

    def _header_index(self, looked_at, hints):
        if not hints.header_row:
            return find_header([cells for _number, cells in looked_at])
        for index, (number, _cells) in enumerate(looked_at):
            if number == hints.header_row:
                return index
        raise FileRefused(
            _("Row %(row)d, where the header should be, is empty or not there.")
            % {"row": hints.header_row}
        )

    def _last_column(self, names, below):
        """A text file says with its delimiters how wide the header is; a spreadsheet does not."""
        if self._reader.has_widths:
            return len(names)
        return max(map(len, (names, *(cells for _number, cells in below))))

    def _refuse_names_given_twice(self):
        first = {}
        for index, name in self._named:
            if name in first:
                raise FileRefused(
                    _(
                        "Column “%(name)s” is there twice (%(first)s and %(second)s). "
                        "Rename or delete one of them."
                    )
                    % {
                        "name": name,
                        "first": refusals.letters(first[name]),
                        "second": refusals.letters(index),
                    }
                )
            first[name] = index

    def _nothing_there(self):
        others = [name for name in self.sheet_names if name != self._reader.sheet]
        if others:
            return _("The sheet “%(sheet)s” is empty. There are also: %(others)s.") % {
                "sheet": self._reader.sheet,
                "others": ", ".join(others),
            }
        return _("There is nothing in the file but empty rows.")

    # --- the cells ------------------------------------------------------------------------------

    def _within_limits(self, rows):
        """The rows that are not empty, cell by cell as text, or FileRefused."""
        most_columns, longest = self._limits.columns, self._limits.cell
        count = 0
        for number, cells in rows:
            if not any(cells):
                continue
            if len(cells) > most_columns and any(cells[most_columns:]):
                raise refusals.too_many_columns(number, most_columns)
            joined = "\n".join(cells)
            if len(joined) > longest:
                self._refuse_long_cells(number, cells)
            if "\r" in joined:
                cells = [LINE_END.sub("\n", cell) for cell in cells]
                joined = "\n".join(cells)
            if NOT_TEXT.search(joined):
                self._refuse_what_is_not_text(number, cells)
            cells = [as_meant(cell.strip()).strip() for cell in cells]
            if not any(cells):
                continue
            count += 1
            if count > self._limits.rows:
                raise FileRefused(
                    _("The file has more than %(most)d rows. Split it into several files.")
                    % {"most": self._limits.rows}
                )
            yield number, cells

    def _refuse_long_cells(self, number, cells):
        for index, cell in enumerate(cells):
            if len(cell) > self._limits.cell:
                raise refusals.too_long_cell(number, index, self._limits.cell)

    def _refuse_what_is_not_text(self, number, cells):
        for index, cell in enumerate(cells):
            if not (found := NOT_TEXT.search(cell)):
                continue
            where = {"row": number, "column": self._reader.place(index)}
            code = ord(found[0])
            if 0xDC80 <= code <= 0xDCFF and self.encoding:
                sentence = _(
                    "Row %(row)d, %(column)s has bytes that are not text in the encoding "
                    "%(encoding)s. Save the file as UTF-8, or say in which encoding it is."
                )
                raise FileRefused(sentence % {**where, "encoding": self.encoding})
            raise FileRefused(
                _(
                    "Row %(row)d, %(column)s has a sign that no text can have (U+%(code)04X). "
                    "Delete it."
                )
                % {**where, "code": code}
            )


def find_header(rows):
    """The index of the header: the first row with more than half as many texts as the fullest one."""
    filled = [sum(1 for cell in cells if cell.strip()) for cells in rows[:TITLES]]
    return next(index for index, count in enumerate(filled) if count * 2 > max(filled))
