"""The three formats. Each takes the SELECTs of a list, one behind the other, and gives chunks of bytes."""

import codecs
import csv
import tempfile

from xlsxwriter import Workbook

from register.columns import COLUMNS
from register.export.copying import CHUNK, Copying

MOST_XLSX_ROWS = 100_000
LONGEST_CELL = 32_767  # of Excel
BYTE_ORDER_MARK = "\ufeff".encode()


def as_csv(connection, selects, *, excel=False):
    """RFC 4180, with a header; the byte order mark tells Excel that it is UTF-8."""
    return Chunks(
        Copying(connection, selects, "FORMAT csv", header=True),
        before=BYTE_ORDER_MARK if excel else b"",
    )


def as_json(connection, selects):
    """A list of objects, one on each line."""
    as_objects = [f"SELECT row_to_json(r)::text FROM ({select}) r" for select in selects]
    rows = Copying(connection, as_objects, "FORMAT text")
    return Chunks(_listed(rows), source=rows)


def as_xlsx(connection, selects):
    """One sheet; what is text there stays text, so that nothing is run as a formula."""
    rows = Copying(connection, selects, "FORMAT csv", header=True)
    try:
        sheet = _written(rows)
    finally:
        rows.close()
    return Chunks(iter(lambda: sheet.read(CHUNK), b""), source=sheet)


class Chunks:
    """An iterator that a response closes, with `before` in front of its first chunk.

    The first chunk is read at once: what the database refuses is an error and not a broken file.
    """

    def __init__(self, chunks, *, before=b"", source=None):
        self._chunks, self._source = iter(chunks), source or chunks
        self._first = before + next(self._chunks, b"")

    def __iter__(self):
        return self

    def __next__(self):
        first, self._first = self._first, None
        return first if first else next(self._chunks)

    def close(self):
        self._source.close()


def _listed(rows):
    """COPY's text format is a line per row, in which only backslashes are escaped."""
    separator, rest = b"[\n", b""
    for chunk in rows:
        *lines, rest = (rest + chunk).split(b"\n")
        if lines:
            yield separator + b",\n".join(lines).replace(b"\\\\", b"\\")
            separator = b",\n"
    yield b"\n]\n" if separator == b",\n" else b"[]\n"


def _written(rows):
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed with the response
    book = Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet("prisoners")
    sheet.freeze_panes(1, 1)
    numbers = {n for n, column in enumerate(COLUMNS) if column.kind == "number"}
    for row, values in enumerate(csv.reader(_lines(rows))):
        for column, value in enumerate(values):
            if row and column in numbers and value:
                sheet.write_number(row, column, int(value))
            elif value:
                sheet.write_string(row, column, value[:LONGEST_CELL])
    book.close()
    file.seek(0)
    return file


def _lines(chunks):
    """Lines of text, as csv.reader takes them: a line break within a cell is one of them too."""
    decode, rest = codecs.getincrementaldecoder("utf-8")(), ""
    for chunk in chunks:
        *lines, rest = (rest + decode.decode(chunk)).split("\n")
        for line in lines:
            yield f"{line}\n"
    if rest:
        yield rest
