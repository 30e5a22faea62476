"""CSV and its relatives: which encoding, which delimiter, then row by row."""

import csv
from collections import Counter
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _

from sheets import encodings, refusals
from sheets.reading import find_header
from sheets.refusals import FileRefused, damaged

SAMPLE = 64 * 1024  # characters that the delimiter is found in
SAMPLE_ROWS = 200
# Where two would do equally well, the one that is rarer in texts.
DELIMITERS = "\t|;,"


class TextReader:
    columns, has_widths = None, True
    sheet, sheet_names = "", ()
    place = staticmethod(refusals.place)

    def __init__(self, path, *, hints, limits, closing):
        self._limits = limits
        self.encoding = encodings.of(path, hints.encoding)
        # Bytes and halves of signs that are no text are let through, to be refused with their place.
        errors = "surrogatepass" if self.encoding.startswith("utf-16") else "surrogateescape"
        self._file = closing.enter_context(
            path.open(encoding=self.encoding, errors=errors, newline="")
        )
        sample = self._sample()
        given = _delimiter_line(sample)
        self.delimiter = _asked(hints.delimiter) or given or find_delimiter(sample)
        self._file.seek(0)
        if given:
            self._file.readline()

    def rows(self):
        """As numbered by a spreadsheet program, in which a row may have several lines."""
        # The limit is one for the whole process, and libraries raise it.
        csv.field_size_limit(self._limits.cell + 1)
        lines = _Lines(self._file, self.delimiter, self._limits)
        rows = csv.reader(lines, delimiter=self.delimiter, strict=True)
        while True:
            try:
                cells = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                raise self._refusal(str(error), lines.row) from None
            yield lines.row, cells
            lines.begin_row()

    def _sample(self):
        try:
            return self._file.read(SAMPLE)
        except UnicodeError:
            raise damaged() from None

    def _refusal(self, error, row):
        if "field larger" in error:
            return FileRefused(
                _("A cell in row %(row)d has more than %(most)d characters.")
                % {"row": row, "most": self._limits.cell}
            )
        if "end of data" in error:
            return FileRefused(
                _(
                    "A quotation mark opens in row %(row)d and is not closed in the rest of the file."
                )
                % {"row": row}
            )
        return FileRefused(
            _(
                "The quotation marks in row %(row)d do not match: within a cell in quotation marks "
                "each one has to be doubled."
            )
            % {"row": row}
        )


class _Lines:
    """The lines of a file for csv.reader, none of them and no row longer than the limit."""

    def __init__(self, file, delimiter, limits):
        self._file, self._delimiter, self._limits = file, delimiter, limits
        self.row, self._length = 1, 0

    def begin_row(self):
        self.row += 1
        self._length = 0

    def __iter__(self):
        return self

    def __next__(self):
        try:
            line = self._file.readline(self._limits.row + 1)
        except UnicodeError:
            raise damaged(self.row - 1) from None
        if not line:
            raise StopIteration
        self._length += len(line)
        if self._length > self._limits.row:
            raise self._too_long(line)
        return line

    def _too_long(self, line):
        if self._length > len(line):
            return FileRefused(
                _(
                    "Row %(row)d has more than %(most)d characters. Maybe a quotation mark opens in "
                    "it that is not closed."
                )
                % {"row": self.row, "most": self._limits.row}
            )
        if line.count(self._delimiter) > self._limits.columns:
            return refusals.too_many_columns(self.row, self._limits.columns)
        return FileRefused(
            _("Row %(row)d has more than %(most)d characters.")
            % {"row": self.row, "most": self._limits.row}
        )


def find_delimiter(sample):
    """The one that stands most often where it stands in nearly every row."""
    complete = sample
    if len(sample) == SAMPLE:
        complete = sample[: max(sample.rfind("\n"), sample.rfind("\r")) + 1] or sample
    scores = {delimiter: _regularity(complete, delimiter) for delimiter in DELIMITERS}
    best = max(scores, key=scores.get)
    return best if scores[best] else ","


def _regularity(sample, delimiter):
    """How many delimiters stand in rows of the commonest width; best where no row differs."""
    rows = [cells for cells in _rows(sample, delimiter) if any(map(str.strip, cells))]
    widths = Counter(map(len, rows))
    if not widths:
        return 0
    common = max(widths, key=lambda width: (widths[width], width))
    score = widths[common] ** 2 / len(rows) * (common - 1)
    if widths[common] == len(rows):
        score *= SAMPLE
    if len(rows[find_header(rows)]) < common:
        score /= 10
    return score


def _rows(sample, delimiter):
    """The first rows; none when a quotation mark shows that it is another delimiter."""
    rows = csv.reader(StringIO(sample, newline=""), delimiter=delimiter, strict=True)
    found = []
    try:
        found.extend(islice(rows, SAMPLE_ROWS))
    except csv.Error as error:
        if "end of data" not in str(error):
            return []
    return found


def _delimiter_line(sample):
    """Excel's own way to say it: a first line “sep=;”, which is no row."""
    first = sample.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
    return first[4:] if first.lower().startswith("sep=") and len(first) == 5 else ""


def _asked(delimiter):
    delimiter = {"tab": "\t", "\\t": "\t"}.get(delimiter.lower(), delimiter)
    if delimiter and (len(delimiter) > 1 or delimiter in '"\r\n'):
        raise FileRefused(
            _("“%(delimiter)s” cannot part cells. Give one sign: comma, semicolon, tab or |.")
            % {"delimiter": delimiter}
        )
    return delimiter
