"""XLSX (ECMA-376), row by row.

Read by hand: openpyxl takes four times as long, and calamine lays out every cell between the first
and the last in memory, so that two cells can ask for all of it.
"""

import os
import posixpath
import re
import tempfile
from array import array
from functools import lru_cache

from django.utils.translation import gettext as _

from sheets import refusals
from sheets.refusals import FileRefused, damaged
from sheets.values import EPOCH, EPOCH_1904, iso_moment, number, shown_as
from sheets.workbooks import chosen
from sheets.xml_events import LOCAL, elements, feed
from sheets.zips import Packed

WORKBOOK = re.compile(r"(^|/)workbook\w*\.xml$")
SMALL = 20_000_000  # bytes of the files that are kept in memory
MOST_TEXTS = 20_000_000  # that are kept by their number
MOST_AT_HAND, LONGEST_AT_HAND = 1_000, 200  # of them in memory, in bytes: a list repeats its words
BLOCK = 8_192  # bytes of them that are read at a time
LARGEST_ROW_NUMBER = 10_000_000
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

DAY, MONTH, TIME, MOMENT, ELAPSED = "d/m/y", "mmm-y", "h:mm", "d/m/y h:mm", "[h]:mm"
# Number formats that have no code in the file, §18.8.30.
BUILT_IN = {
    **dict.fromkeys([14, 15, 16, *range(27, 32), 36, 50, 51, 54, 57, 58], DAY),
    **dict.fromkeys([18, 19, 20, 21, 32, 33, 45, 47], TIME),
    17: MONTH,
    22: MOMENT,
    46: ELAPSED,
}


class XlsxReader:
    encoding = delimiter = ""
    columns, has_widths = None, False
    place = staticmethod(refusals.place)

    def __init__(self, path, *, hints, limits, closing):
        self._limits = limits
        self._packed = closing.enter_context(Packed(path, limits))
        parts, sheets, hidden = self._contents()
        self.sheet_names = list(sheets)
        self.sheet = chosen(self.sheet_names, hints.sheet, hidden)
        self._target = sheets[self.sheet]
        self._texts = closing.enter_context(_Texts())
        self._read_texts(parts.get("sharedStrings"))
        self._shown = self._formats(parts.get("styles"))

    def rows(self):
        parser = _Rows(self._texts, self._shown, self._limits)
        for _fed in feed(
            self._packed.chunks(self._target),
            start=parser.start,
            end=parser.end,
            text=parser.text,
            broken=parser.broken,
        ):
            yield from parser.ready
            parser.ready.clear()

    def _contents(self):
        """{kind: file}, {sheet: file} and the sheets that are hidden."""
        workbook = min(filter(WORKBOOK.search, self._packed.names), key=len)
        folder, name = posixpath.split(workbook)
        targets = {}
        for tag, given in self._elements(posixpath.join(folder, "_rels", f"{name}.rels")):
            if tag == "Relationship":
                kind = given.get("Type", "").rpartition("/")[2]
                target = posixpath.join("/", folder, given.get("Target", ""))
                targets[given.get("Id")] = kind, posixpath.normpath(target).lstrip("/")
        sheets, hidden, self._epoch = {}, set(), EPOCH
        for tag, given in self._elements(workbook):
            if tag == "workbookPr" and given.get("date1904") in ("1", "true"):
                self._epoch = EPOCH_1904
            if tag == "sheet":
                kind, target = targets.get(given.get("id"), ("", ""))
                if kind == "worksheet" and target in self._packed.names:
                    sheets[given.get("name", "")] = target
                    if given.get("state", "visible") != "visible":
                        hidden.add(given.get("name", ""))
        if not sheets:
            raise damaged()
        return dict(targets.values()), sheets, hidden

    def _elements(self, name):
        if name not in self._packed.names:
            raise damaged()
        return elements(self._packed.chunks(name, most=SMALL))

    def _read_texts(self, name):
        if name in self._packed.names:
            parser = _TextParser(self._texts, self._limits)
            for _fed in feed(
                self._packed.chunks(name),
                start=parser.start,
                end=parser.end,
                text=parser.text,
                broken=damaged,
            ):
                pass
        self._texts.complete()

    def _formats(self, name):
        """By the number of a style: how its numbers are shown."""
        if name not in self._packed.names:
            return [number]
        codes, styles, is_inside = dict(BUILT_IN), [], False
        for tag, given in self._elements(name):
            if tag == "numFmt":
                codes[_whole(given.get("numFmtId"))] = given.get("formatCode", "")
            elif tag in ("cellXfs", "cellStyles", "cellStyleXfs"):
                is_inside = tag == "cellXfs"
            elif tag == "xf" and is_inside:
                styles.append(_whole(given.get("numFmtId", "0")))
        functions = {style: shown_as(codes.get(style, ""), self._epoch) for style in set(styles)}
        return [functions[style] for style in styles] or [number]


class _Texts:
    """The texts that cells name by number, in a temporary file: there may be millions."""

    def __enter__(self):
        self._file = tempfile.TemporaryFile()
        self._ends = array("Q", [0])
        self._block, self._block_start = b"", 0
        self._at = lru_cache(MOST_AT_HAND)(self._read)
        return self

    def __exit__(self, *error):
        self._file.close()

    def append(self, text):
        if len(self._ends) > MOST_TEXTS:
            raise FileRefused(_("There are too many different texts in this file."))
        content = text.encode("utf-8", "surrogatepass")
        self._file.write(content)
        self._ends.append(self._ends[-1] + len(content))

    def complete(self):
        self._file.flush()
        self._number = self._file.fileno()

    def __getitem__(self, index):
        is_short = self._ends[index + 1] - self._ends[index] <= LONGEST_AT_HAND
        return self._at(index) if is_short else self._read(index)

    def _read(self, index):
        """Programs number texts as they meet them: the next one stands behind this one, in the same block."""
        start, end = self._ends[index], self._ends[index + 1]
        first = self._block_start
        if not first <= start <= end <= first + len(self._block):
            self._block = os.pread(self._number, max(end - start, BLOCK), start)
            self._block_start = first = start
        return self._block[start - first : end - first].decode("utf-8", "surrogatepass")


class _TextParser:
    """Of xl/sharedStrings.xml: each <si> is a text, maybe in pieces; <rPh> is how it is pronounced."""

    def __init__(self, texts, limits):
        self._texts, self._longest = texts, limits.cell
        self._pieces, self._length = [], 0
        self._is_text = self._is_aside = False

    def start(self, tag, _attributes):
        name = LOCAL[tag]
        if name == "t":
            self._is_text = not self._is_aside
        elif name == "rPh":
            self._is_aside = True

    def end(self, tag):
        name = LOCAL[tag]
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_aside = False
        elif name == "si":
            self._texts.append(_unescaped("".join(self._pieces)))
            self._pieces, self._length = [], 0

    def text(self, data):
        if self._is_text:
            self._pieces.append(data)
            self._length += len(data)
            if self._length > self._longest:
                raise FileRefused(
                    _("A cell has more than %(most)d characters.") % {"most": self._longest}
                )


class _Rows:
    """Of a worksheet: `ready` has (row number, texts) of the rows that are complete."""

    def __init__(self, texts, shown, limits):
        self._texts, self._shown, self._limits = texts, shown, limits
        self.ready = []
        self._number, self._cells = 0, []
        self._index, self._letters = -1, {}
        self._kind = self._style = ""
        self._pieces, self._length = [], 0
        self._is_value = self._is_aside = False

    def start(self, tag, attributes):
        name = LOCAL[tag]
        if name == "c":
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._index = self._column(attributes.get("r"))
            self._pieces, self._length = [], 0
        elif name == "v" or name == "t":
            self._is_value = not self._is_aside
        elif name == "row":
            self._begin_row(attributes.get("r"))
        elif name == "rPh":
            self._is_aside = True

    def end(self, tag):
        name = LOCAL[tag]
        if name == "v" or name == "t":
            self._is_value = False
        elif name == "c":
            if self._pieces:
                self._put(self._value("".join(self._pieces)))
        elif name == "row":
            self.ready.append((self._number, self._cells))
        elif name == "rPh":
            self._is_aside = False

    def text(self, data):
        if self._is_value:
            self._pieces.append(data)
            self._length += len(data)
            if self._length > self._limits.cell:
                raise refusals.too_long_cell(self._number, self._index, self._limits.cell)

    def broken(self):
        return damaged(self._number)

    def _begin_row(self, given):
        following = _whole(given) if given else self._number + 1
        if not self._number < following < LARGEST_ROW_NUMBER:
            raise self.broken()
        self._number, self._cells, self._index = following, [], -1

    def _column(self, reference):
        if not reference:
            return self._index + 1
        letters = reference.rstrip("0123456789")
        index = self._letters.get(letters)
        if index is None:
            index = self._letters[letters] = self._of_letters(letters)
        return index

    def _of_letters(self, letters):
        if not re.fullmatch("[A-Z]{1,4}", letters):
            raise self.broken()
        index = 0
        for letter in letters:
            index = 26 * index + ord(letter) - 64
        return index - 1

    def _put(self, text):
        if not text:
            return
        cells, index = self._cells, self._index
        if index >= self._limits.columns:
            raise refusals.too_many_columns(self._number, self._limits.columns)
        if index == len(cells):
            cells.append(text)
            return
        cells.extend([""] * (index + 1 - len(cells)))
        cells[index] = text

    def _value(self, written):
        kind = self._kind
        try:
            if kind == "s":
                return self._texts[int(written)]
            if kind == "n":
                return self._shown[int(self._style)](written.strip())
        except (ValueError, IndexError, OverflowError):
            raise self.broken() from None
        if kind == "b":
            return {"0": "no", "1": "yes"}.get(written.strip(), written)
        if kind == "d":
            return iso_moment(written)
        return _unescaped(written)


def _whole(written):
    """The number in an attribute; damaged files have other things there."""
    if not written or not written.isascii() or not written.isdigit() or len(written) > 10:
        raise damaged()
    return int(written)


def _unescaped(text):
    """ECMA-376, 22.9.2.19: _x000D_ is what XML cannot hold."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
