"""ODS (OpenDocument 1.3), row by row.

Rows and cells that repeat are written once, with a number: that number comes from a stranger.
"""

from django.utils.translation import gettext as _

from sheets import refusals
from sheets.refusals import FileRefused, damaged
from sheets.values import iso_duration, iso_moment, number
from sheets.workbooks import chosen
from sheets.xml_events import elements, feed
from sheets.zips import Packed

SMALL = 20_000_000  # bytes of the list of files
MOST_REPEATS = 100_000  # of all rows that have something in them
LONGEST_REPEAT = 8  # digits
MOST_SHEETS = 10_000

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

# Notes that stand beside a cell are not its text.
ASIDE = {f"{OFFICE} annotation", f"{TEXT} note", f"{TABLE} shapes"}
CELLS = {f"{TABLE} table-cell", f"{TABLE} covered-table-cell"}
SPACES = {f"{TEXT} tab": "\t", f"{TEXT} line-break": "\n"}
PARAGRAPHS = {f"{TEXT} p", f"{TEXT} h"}


class OdsReader:
    encoding = delimiter = ""
    columns, has_widths = None, False
    place = staticmethod(refusals.place)

    def __init__(self, path, *, hints, limits, closing):
        self._limits = limits
        self._packed = closing.enter_context(Packed(path, limits))
        self._refuse_password()
        self.sheet_names = self._names()
        self.sheet = chosen(self.sheet_names, hints.sheet)

    def rows(self):
        parser = _Rows(self.sheet_names.index(self.sheet), self._limits)
        for _fed in self._fed(parser):
            for first, cells, repeats in parser.ready:
                for number_of_row in range(first, first + repeats):
                    yield number_of_row, cells
            parser.ready.clear()
            if parser.is_complete:
                return

    def _fed(self, parser):
        return feed(
            self._packed.chunks("content.xml"),
            start=parser.start,
            end=parser.end,
            text=parser.text,
            broken=parser.broken,
        )

    def _refuse_password(self):
        if "META-INF/manifest.xml" in self._packed.names:
            for tag, _given in elements(self._packed.chunks("META-INF/manifest.xml", most=SMALL)):
                if tag == "encryption-data":
                    raise FileRefused(_("The file has a password. Save it without one."))

    def _names(self):
        parser = _Names()
        for _fed in self._fed(parser):
            pass
        if not parser.names:
            raise FileRefused(_("There is no table in the file."))
        return parser.names


class _Names:
    """The names of all tables that stand in no other table."""

    def __init__(self):
        self.names, self._depth = [], 0

    def start(self, tag, attributes):
        if tag == f"{TABLE} table":
            self._depth += 1
            if self._depth == 1 and len(self.names) < MOST_SHEETS:
                self.names.append(attributes.get(f"{TABLE} name", ""))

    def end(self, tag):
        if tag == f"{TABLE} table":
            self._depth -= 1

    def text(self, data):
        pass

    def broken(self):
        return damaged()


class _Rows:
    """Of the table with a number: `ready` has (row number, texts, how many times it repeats)."""

    def __init__(self, table, limits):
        self._limits = limits
        self._tables_before = table
        self.ready, self.is_complete = [], False
        self._depth = self._aside = self._in_text = 0
        self._next_row, self._cells, self._row_repeats = 1, [], 1
        self._repeated = 0
        self._index, self._repeats, self._given = 0, 1, {}
        self._pieces, self._length = [], 0

    def start(self, tag, attributes):
        if tag == f"{TABLE} table":
            self._depth += 1
        if self._depth != 1 or self._tables_before or self.is_complete:
            return
        if self._aside or tag in ASIDE:
            self._aside += 1
        elif tag in CELLS:
            self._given, self._pieces, self._length = attributes, [], 0
            self._repeats = self._whole(attributes.get(f"{TABLE} number-columns-repeated"))
        elif tag == f"{TABLE} table-row":
            self._cells, self._index = [], 0
            self._row_repeats = self._whole(attributes.get(f"{TABLE} number-rows-repeated"))
        elif tag in PARAGRAPHS:
            if self._pieces:
                self._add("\n")
            self._in_text += 1
        elif tag == f"{TEXT} s":
            self._add(" " * min(self._whole(attributes.get(f"{TEXT} c")), self._limits.cell + 1))
        elif tag in SPACES:
            self._add(SPACES[tag])

    def end(self, tag):
        if tag == f"{TABLE} table":
            self._depth -= 1
            if not self._depth:
                self.is_complete = self.is_complete or not self._tables_before
                self._tables_before -= 1
            return
        if self._depth != 1 or self._tables_before or self.is_complete:
            return
        if self._aside:
            self._aside -= 1
        elif tag in CELLS:
            self._put(self._value())
        elif tag in PARAGRAPHS:
            self._in_text -= 1
        elif tag == f"{TABLE} table-row":
            self._end_row()

    def text(self, data):
        if self._in_text and not self._aside:
            self._add(data)

    def broken(self):
        return damaged(self._next_row - 1)

    def _add(self, text):
        self._pieces.append(text)
        self._length += len(text)
        if self._length > self._limits.cell:
            raise refusals.too_long_cell(self._next_row, self._index, self._limits.cell)

    def _put(self, text):
        first, self._index = self._index, self._index + self._repeats
        if not text:
            return
        if self._index > self._limits.columns:
            raise refusals.too_many_columns(self._next_row, self._limits.columns)
        self._cells.extend([""] * (first - len(self._cells)))
        self._cells.extend([text] * self._repeats)

    def _end_row(self):
        if self._cells:
            self._repeated += self._row_repeats - 1
            if self._repeated > MOST_REPEATS:
                raise FileRefused(
                    _("Row %(row)d is there %(repeats)d times over, which no table needs.")
                    % {"row": self._next_row, "repeats": self._row_repeats}
                )
            self.ready.append((self._next_row, self._cells, self._row_repeats))
        self._next_row += self._row_repeats

    def _value(self):
        given, shown = self._given, "".join(self._pieces)
        kind = given.get(f"{OFFICE} value-type", "string")
        if kind == "string" or given.get(f"{CALC} value-type") == "error":
            return shown or given.get(f"{OFFICE} string-value", "")
        if kind == "date":
            return iso_moment(given.get(f"{OFFICE} date-value", shown))
        if kind == "time":
            return iso_duration(given.get(f"{OFFICE} time-value", shown))
        if kind == "boolean":
            written = given.get(f"{OFFICE} boolean-value", shown)
            return {"true": "yes", "false": "no"}.get(written, written)
        return number(given.get(f"{OFFICE} value", shown))

    def _whole(self, written):
        if written is None:
            return 1
        if not written.isascii() or not written.isdigit() or len(written) > LONGEST_REPEAT:
            raise self.broken()
        return int(written)
