"""Opening a file: what it is, and the reader for it."""

from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from sheets import kinds, limits
from sheets.json_objects import JsonReader
from sheets.ods import OdsReader
from sheets.reading import Hints, Sheet
from sheets.refusals import FileRefused
from sheets.text_tables import TextReader
from sheets.xls import XlsReader
from sheets.xlsx import XlsxReader

READERS = {
    "csv": TextReader,
    "json": JsonReader,
    "ods": OdsReader,
    "xls": XlsReader,
    "xlsx": XlsxReader,
}


@contextmanager
def open_sheet(path, *, name="", hints=None):
    """The Sheet in the file at `path`; closed when the block ends.

    Its content decides what it is. `name` is what the file was called by the person who brought it:
    one that ends in .tsv says that tabs part the cells, if there are any.
    """
    path, hints, most = Path(path), hints or Hints(), limits.current()
    _refuse_size(path, most)
    with ExitStack() as closing:
        kind = kinds.of(path, most)
        if kind == "csv" and not hints.delimiter and _says_tabs(name or path.name, path):
            hints = replace(hints, delimiter="\t")
        reader = READERS[kind](path, hints=hints, limits=most, closing=closing)
        yield Sheet(kind, reader, hints=hints, limits=most)


def _says_tabs(name, path):
    if not name.lower().endswith((".tsv", ".tab")):
        return False
    with path.open("rb") as file:
        return b"\t" in file.read(kinds.LOOKED_AT)


def _refuse_size(path, most):
    if path.is_dir():
        raise FileRefused(_("This is a folder. Choose one file in it."))
    if not path.is_file():
        raise FileRefused(_("There is no such file."))
    size = path.stat().st_size
    if not size:
        raise FileRefused(_("The file is empty."))
    if size > most.bytes:
        raise FileRefused(
            _(
                "The file has %(size)d MB; at most %(most)d MB are read. Split it into several files."
            )
            % {"size": size / 1e6, "most": most.bytes / 1e6}
        )
