"""What a file is, by its content; what it is instead, when it is none of those that are read."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sheets.refusals import FileRefused
from sheets.zips import Packed

LOOKED_AT = 4096

ZIP = (b"PK\3\4", b"PK\5\6", b"PK\7\x08")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WORKBOOK = re.compile(r"(^|/)workbook\w*\.xml$")
JSON = re.compile(r"\s*(\[\s*([\[{\]]|$)|\{\s*([\"}]|$))")
MARKS = [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "latin-1")]

# From https://en.wikipedia.org/wiki/List_of_file_signatures
PICTURE = rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP"
ARCHIVE = rb"\x1f\x8b|BZh\d|\xfd7zXZ|7z\xbc\xaf\x27\x1c|Rar!|\x28\xb5\x2f\xfd|.{257}ustar"
WEB_PAGE = r"\s*<(!doctype html|html|head|meta|body|div|table|style|script)\b"

PACKED = gettext_lazy("The file is packed. Unpack it, and choose the spreadsheet in it.")
DOCUMENT = gettext_lazy(
    "This is a text document or a presentation. Copy its table into a spreadsheet program and save "
    "it as XLSX."
)
BINARY = [
    (
        re.compile(rb"%PDF"),
        gettext_lazy("This is a PDF. Its table has to be copied into a spreadsheet first."),
    ),
    (re.compile(PICTURE, re.DOTALL), gettext_lazy("This is a picture, not a spreadsheet.")),
    (re.compile(ARCHIVE, re.DOTALL), PACKED),
    (re.compile(rb"\x7fELF|MZ.\0", re.DOTALL), gettext_lazy("This is a program.")),
    (
        re.compile(rb"SQLite format 3\0"),
        gettext_lazy("This is a database. Export its table as CSV."),
    ),
]
WRITTEN = [
    (re.compile(r"\{\\rtf"), DOCUMENT),
    (
        re.compile(WEB_PAGE, re.IGNORECASE),
        gettext_lazy(
            "This is a web page, whatever its name ends in. Open it in a spreadsheet program and "
            "save it as XLSX."
        ),
    ),
    (
        re.compile(r"\s*<(\?xml|![a-z]|[a-z][\w:.-]*(\s|/?>))", re.IGNORECASE),
        gettext_lazy("This is an XML file. Open it in a spreadsheet program and save it as XLSX."),
    ),
]


def of(path, limits):
    """One of csv, xlsx, ods, xls and json; FileRefused says what else it is."""
    with path.open("rb") as file:
        start = file.read(LOOKED_AT)
    if start.startswith(ZIP):
        return _packed(path, limits)
    if start.startswith(OLE):
        return _compound(path)
    text = _text(start)
    for signatures, content in ((BINARY, start), (WRITTEN, text)):
        for signature, sentence in signatures:
            if signature.match(content):
                raise FileRefused(str(sentence))
    return "json" if JSON.match(text) else "csv"


def _packed(path, limits):
    with Packed(path, limits) as packed:
        if any(WORKBOOK.search(name) for name in packed.names):
            return "xlsx"
        if "xl/workbook.bin" in packed.names:
            raise FileRefused(_("This is an XLSB file. Save it as XLSX."))
        if packed.names & {"word/document.xml", "ppt/presentation.xml"}:
            raise FileRefused(str(DOCUMENT))
        if packed.names >= {"mimetype", "content.xml"}:
            if b"spreadsheet" in packed.start_of("mimetype"):
                return "ods"
            raise FileRefused(str(DOCUMENT))
    raise FileRefused(str(PACKED))


def _compound(path):
    """Old Office files and all encrypted ones; the names of their parts are UTF-16."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused(_("The file has a password. Save it without one."))
    if any(name.encode("utf-16-le") + b"\0\0" in content for name in ("Workbook", "Book")):
        return "xls"
    raise FileRefused(str(DOCUMENT))


def _text(start):
    """Enough of a text in any encoding to see what it begins with."""
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return start[len(mark) :].decode(encoding, "replace")
    return start.decode("latin-1")
