"""Files that are no spreadsheets at all, and questions that no file can answer: one sentence each."""

import gzip

import pytest

from sheets import FileRefused, open_sheet
from sheets.tests.files import HEAD, compound, ods, truncated, xlsx, zipped

PACKED = "The file is packed. Unpack it, and choose the spreadsheet in it."
DOCUMENT = (
    "This is a text document or a presentation. Copy its table into a spreadsheet program and save "
    "it as XLSX."
)
PASSWORD = "The file has a password. Save it without one."


def with_password():
    content = bytearray(xlsx(HEAD))
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 1)
    return bytes(content)


NO_TABLES = {
    "empty": (b"", "The file is empty."),
    "empty rows": (b"\n  \n,,,\n", "There is nothing in the file but empty rows."),
    "header only": (b"a,b\n", "Row 1 is the header, and nothing stands below it."),
    "PDF named CSV": (
        b"%PDF-1.7\n1 0 obj",
        "This is a PDF. Its table has to be copied into a spreadsheet first.",
    ),
    "picture named CSV": (b"\x89PNG\r\n\x1a\n\0\0", "This is a picture, not a spreadsheet."),
    "gzip": (gzip.compress(b"a,b\n1,2\n"), PACKED),
    "truncated gzip": (truncated(gzip.compress(b"a,b\n1,2\n" * 99)), PACKED),
    "RAR": (b"Rar!\x1a\x07\1\0", PACKED),
    "zip of a CSV": (lambda: zipped({"list.csv": "a,b\n1,2"}), PACKED),
    "program": (b"\x7fELF\2\1\1\0", "This is a program."),
    "SQLite": (b"SQLite format 3\0", "This is a database. Export its table as CSV."),
    "web page named XLS": (
        b"\xef\xbb\xbf \n<HTML><body><table>",
        "This is a web page, whatever its name ends in. Open it in a spreadsheet program and save "
        "it as XLSX.",
    ),
    "XML of Excel 2003": (
        b'<?xml version="1.0"?><Workbook>',
        "This is an XML file. Open it in a spreadsheet program and save it as XLSX.",
    ),
    "RTF": (rb"{\rtf1 \trowd", DOCUMENT),
    "DOCX": (lambda: zipped({"word/document.xml": "<x/>"}), DOCUMENT),
    "DOC": (lambda: compound({"WordDocument": b""}), DOCUMENT),
    "ODT": (lambda: ods("", mimetype="application/vnd.oasis.opendocument.text"), DOCUMENT),
    "XLSB": (lambda: zipped({"xl/workbook.bin": b""}), "This is an XLSB file. Save it as XLSX."),
    "XLSX with a password": (lambda: compound({"EncryptedPackage": b""}), PASSWORD),
    "ODS with a password": (
        lambda: ods("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        PASSWORD,
    ),
    "zip with a password": (with_password, PASSWORD),
}


@pytest.mark.parametrize(("made", "sentence"), NO_TABLES.values(), ids=NO_TABLES)
def test_it_is_refused_with_one_sentence(refused, made, sentence):
    said = refused(made)

    assert said == sentence or (said.count(".") > 1 and sentence in said)


def test_a_folder_and_what_is_not_there_are_refused(read, tmp_path):
    for path, sentence in ((tmp_path, "This is a folder"), (tmp_path / "x", "no such file")):
        with pytest.raises(FileRefused, match=sentence), open_sheet(path):
            pass


@pytest.mark.parametrize(
    ("hint", "sentence"),
    [
        ({"encoding": "klingon"}, "“klingon” is no encoding that is known here."),
        ({"encoding": "unicode_escape"}, "“unicode_escape” is no encoding that is known here."),
        ({"encoding": "rot13"}, "“rot13” is no encoding that is known here."),
        ({"delimiter": ";;"}, "“;;” cannot part cells."),
        ({"header_row": 9}, "Row 9, where the header should be, is empty or not there."),
    ],
)
def test_a_hint_that_cannot_be_is_refused(read, hint, sentence):
    with pytest.raises(FileRefused) as refused:
        read.everything("a,b\n1,2\n", **hint)

    assert str(refused.value).startswith(sentence)
