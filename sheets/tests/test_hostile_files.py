"""Files that are broken, mistaken or malicious: a sentence or the right rows, soon and in little memory.

Each is made here. None may take 5 s of processor time or 80 MB of memory, however large it says it is.
"""

import gzip
import random
import signal
import struct
import tracemalloc
import zipfile

import pytest

from sheets import FileRefused
from sheets.tests.files import (
    HEAD,
    compound,
    deflated_zeros,
    ods,
    ods_row,
    row,
    worksheet,
    xls,
    xlsx,
    zipped,
)

MEGABYTE = 1_000_000
SECONDS, MEMORY = 5, 80 * MEGABYTE

DAMAGED = (
    "The file is damaged or cut off. Save it anew in the program it comes from, or fetch it again."
)
DAMAGED_AFTER = DAMAGED.replace("cut off.", "cut off after row %d.")
PACKED = "The file is packed. Unpack it, and choose the spreadsheet in it."
DOCUMENT = (
    "This is a text document or a presentation. Copy its table into a spreadsheet program and save "
    "it as XLSX."
)
PASSWORD = "The file has a password. Save it without one."
BOMB = (
    "What is packed in the file is far larger than the file, more than 2000 MB or more than any "
    "table needs. It is not unpacked."
)
ENTITIES = "The XML in the file declares entities, which no spreadsheet program writes."
LONG_CELL = "The cell in row 2, column A has more than 100000 characters."
COLUMNS = "Row %d has more than 1000 columns."
SIGN = "Row 2, column B has a sign that no text can have (U+%s). Delete it."
JSON_BROKEN = "The JSON is broken or cut off after object %d."

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "&{a};&{a};&{a};&{a};">' for a, b in zip("abcdef", "bcdefg", strict=True)
    )
    + "]>"
)
LONG = "x" * 10 * MEGABYTE


def truncated(content, share=0.5):
    return content[: int(len(content) * share)]


def with_broken_sheet():
    """The middle of the packed sheet overwritten."""
    numbers = random.Random(4)
    content = bytearray(
        xlsx(HEAD + "".join(row(n, str(numbers.random())) for n in range(2, 8_000)))
    )
    content[len(content) // 2 : len(content) // 2 + 50] = bytes(50)
    return bytes(content)


def with_lying_size():
    """A sheet that says of itself that it is small."""
    content = zipped({"xl/workbook.xml": "", "xl/_rels/workbook.xml.rels": "x" * 100_000})
    return content.replace(struct.pack("<L", 100_000), struct.pack("<L", 1_000))


def bomb(size, said):
    """An XLSX whose relationships are zeros upon zeros."""
    packed = deflated_zeros(size)
    name = b"xl/_rels/workbook.xml.rels"
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(packed), said, len(name), 0)
    content = local + name + packed
    directory = b""
    for entry, at, packed_size, real in (
        (name, 0, len(packed), said),
        (b"xl/workbook.xml", 0, 0, 0),
    ):
        directory += struct.pack(
            "<4s6H3L5H2L",
            b"PK\1\2",
            20,
            20,
            0,
            8,
            0,
            0,
            0,
            packed_size,
            real,
            len(entry),
            0,
            0,
            0,
            0,
            0,
            at,
        )
        directory += entry
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 2, 2, len(directory), len(content), 0)
    return content + directory + end


def with_password():
    content = bytearray(xlsx(HEAD))
    for signature, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(signature, at + 1)
    return bytes(content)


def of_many_files():
    return zipped({f"xl/{n:0200}.xml": "" for n in range(5_000)}, method=zipfile.ZIP_STORED)


def nested(depth):
    return '[{"a": ' * depth + "1" + "}]" * depth


REFUSED = {
    # not a spreadsheet at all
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
    # damaged
    "truncated XLSX": (lambda: truncated(xlsx(HEAD + row(2, "x"))), DAMAGED),
    "XLSX with a broken sheet": (with_broken_sheet, "is damaged or cut off after row"),
    "XLSX that ends in a row": (
        lambda: xlsx(sheet=worksheet(HEAD + row(2, "x"))[:-40]),
        DAMAGED_AFTER % 2,
    ),
    "XLSX without sheets": (lambda: zipped({"xl/workbook.xml": "<x/>"}), DAMAGED),
    "XLSX with rows in disorder": (
        lambda: xlsx(HEAD + row(3, "x") + row(2, "y")),
        DAMAGED_AFTER % 3,
    ),
    "XLSX with a row of minus one": (lambda: xlsx(row(-1, "x")), DAMAGED),
    "XLSX with texts that are not there": (
        lambda: xlsx(HEAD + row(2, '<c t="s"><v>7</v></c>')),
        DAMAGED_AFTER % 2,
    ),
    "XLSX with styles that are not there": (
        lambda: xlsx(HEAD + row(2, '<c s="9"><v>7</v></c>')),
        DAMAGED_AFTER % 2,
    ),
    "ODS that ends in a row": (
        lambda: zipped({"mimetype": "x.spreadsheet", "content.xml": "<a><b>"}),
        DAMAGED,
    ),
    "truncated XLS": (lambda: truncated(xls({"A": {(0, 0): "a", (1, 0): "x"}}), 0.9), DAMAGED),
    "random bytes that begin as XLS": (
        lambda: compound({"Workbook": random.Random(1).randbytes(20_000)}),
        DAMAGED,
    ),
    "JSON that is cut off": ('[{"a": 1}, {"a": 2}, {"a', JSON_BROKEN % 2),
    "JSON with something behind it": ('[{"a": 1}] {"a": 2}', JSON_BROKEN % 1),
    "JSON with a comma too many": ('[{"a": 1},]', JSON_BROKEN % 1),
    "quotation mark that is never closed": (
        'a,b\n1,2\n"3,4\n5,6\n' + "7,8\n" * 50,
        "A quotation mark opens in row 3 and is not closed in the rest of the file.",
    ),
    "quotation mark that swallows the rest": (
        'a,b\n1,2\n"3,4\n' + "7,8\n" * MEGABYTE,
        "A cell in row 3 has more than 100000 characters.",
    ),
    "quotation marks that do not match": (
        'a,b\n1,2\n"Ivan "Petya" Petrov",4\n',
        "The quotation marks in row 3 do not match: within a cell in quotation marks each one has "
        "to be doubled.",
    ),
    "UTF-8 that is broken late": (
        lambda: "имя,b\n".encode() + "Анна,2\n".encode() * 40_010 + b"\xff,2\n",
        "Row 40012, column A has bytes that are not text in the encoding utf-8. Save the file as "
        "UTF-8, or say in which encoding it is.",
    ),
    "UTF-16 that is cut off": (truncated("a,b\n1,2\n".encode("utf-16"), 0.98), DAMAGED),
    # too much
    "zip bomb": (lambda: bomb(60 * MEGABYTE, 60 * MEGABYTE), BOMB),
    "zip bomb beyond all limits": (lambda: bomb(10 * MEGABYTE, 3_000 * MEGABYTE), BOMB),
    "zip bomb that says it is small": (lambda: bomb(60 * MEGABYTE, 100), DAMAGED),
    "zip that says it is small": (with_lying_size, DAMAGED),
    "zip of 5,000 files": (
        of_many_files,
        "Too many files are packed in this file for a spreadsheet.",
    ),
    "unusual compression": (
        lambda: zipped(
            {"xl/workbook.xml": "<x/>", "xl/_rels/workbook.xml.rels": "<x/>"},
            method=zipfile.ZIP_LZMA,
        ),
        "The file is packed in an unusual way. Save it anew as XLSX.",
    ),
    "spaces upon spaces": (lambda: xlsx(HEAD + " " * 30 * MEGABYTE), BOMB),
    "endless tag": (lambda: xlsx(HEAD + f'<row r="2" x="{LONG}"/>'), DAMAGED_AFTER % 1),
    "billion laughs": (lambda: xlsx(sheet=LAUGHS + worksheet(row(1, "&g;"))), ENTITIES),
    "external entity": (
        lambda: xlsx(
            sheet='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + worksheet(row(1, "&a;"))
        ),
        ENTITIES,
    ),
    "billion laughs in ODS": (lambda: ods(ods_row("&g;"), before=LAUGHS), ENTITIES),
    "a million columns": ("a," * MEGABYTE + "\n1\n", COLUMNS % 1),
    "a million columns in a row below": ("a,b\n1,2\n" + "x," * MEGABYTE, COLUMNS % 3),
    "XLSX with a cell far to the right": (
        lambda: xlsx(HEAD + row(2, '<c r="ZZZ2"><v>1</v></c>')),
        COLUMNS % 2,
    ),
    "ODS with a cell far to the right": (
        lambda: ods(
            ods_row(
                '<table:table-cell table:number-columns-repeated="1000000"><text:p>x</text:p>'
                "</table:table-cell>"
            )
        ),
        COLUMNS % 1,
    ),
    "ODS with a row a million times": (
        lambda: ods(ods_row("a") + ods_row("x", repeated=1_000_000)),
        "Row 2 is there 1000000 times over, which no table needs.",
    ),
    "ODS with a billion spaces": (
        lambda: ods(ods_row("a") + ods_row('<text:s text:c="99999999"/>')),
        LONG_CELL,
    ),
    "JSON with too many names": (
        lambda: "[" + ",".join(f'{{"n{n}": 1}}' for n in range(20_000)) + "]",
        "Up to object 1001 there are more than 1000 different names.",
    ),
    "JSON within JSON": (nested(1000), "Object 1 has too many objects within one another."),
    "JSON of lists in lists": (
        '[{"a": ' + "[" * 100_000,
        "Object 1 has too many objects within one another.",
    ),
    "cell of 10 MB": (f"a,b\n{LONG},2\n", "Row 2 has more than 1000000 characters."),
    "cell of 10 MB in quotation marks": (
        f'a,b\n"{LONG}",2\n',
        "Row 2 has more than 1000000 characters.",
    ),
    "cell of 10 MB in XLSX": (lambda: xlsx(HEAD + row(2, LONG)), LONG_CELL),
    "shared text of 10 MB in XLSX": (
        lambda: xlsx(HEAD, texts=f"<si><t>{LONG}</t></si>"),
        "A cell has more than 100000 characters.",
    ),
    "cell of 10 MB in ODS": (lambda: ods(ods_row("a") + ods_row(LONG)), LONG_CELL),
    "text of 10 MB in JSON": (
        f'[{{"a": "{LONG}"}}]',
        "Object 1 has more than 1000000 characters.",
    ),
    "number of endless digits": (
        '[{"a": 1' + "0" * 100_000 + "}]",
        "After object 0 there is a number of endless digits.",
    ),
    # what no text can have
    "NUL": ("a,b\n1,x\0y\n", SIGN % "0000"),
    "control character": ("a,b\n1,x\x1by\n", SIGN % "001B"),
    "NUL in XLSX": (lambda: xlsx(row(1, "a", "b") + row(2, "x", "y_x0000_")), SIGN % "0000"),
    "half a sign in XLSX": (lambda: xlsx(row(1, "a", "b") + row(2, "x", "_xD83D_")), SIGN % "D83D"),
    "NUL in JSON": (
        '[{"a": "x\\u0000"}]',
        "Row 1, “a” has a sign that no text can have (U+0000). Delete it.",
    ),
    "half a sign in JSON": (
        '[{"a": "\\ud83d"}]',
        "After object 0 there is half of a sign that takes two codes.",
    ),
    "JSON in no encoding": (
        b'[{"a": "\xff\xfe\xfd"}]',
        "The file can be in one of these encodings: cp1251, koi8_r, mac_cyrillic. Save it as "
        "UTF-8, or say which it is.",
    ),
    "random bytes": (
        lambda: random.Random(2).randbytes(50_000),
        "It cannot be found out in which encoding the file is. Save it as UTF-8, or say which "
        "encoding it is.",
    ),
    # names and structure
    "header given twice": (
        "Name,b,Name\n1,2,3\n",
        "Column “Name” is there twice (A and C). Rename or delete one of them.",
    ),
    "header given twice in XLSX": (
        lambda: xlsx(row(1, "a", "b", " a ") + row(2, "1", "2", "3")),
        "Column “a” is there twice (A and C). Rename or delete one of them.",
    ),
    "name given twice in JSON": ('[{"a": 1, "a": 2}]', "Object 1 has “a” twice."),
    "name given twice once it is flat": (
        '[{"a": {"b": 1}, "a.b": 2}]',
        "Object 1 has “a.b” twice.",
    ),
    "value without a name": ('[{" ": 1}]', "Object 1 has a value without a proper name."),
    "list of values": (
        '[{"a": 1}, 2]',
        "What follows object 1 is no object, but a single value or a list.",
    ),
    "list of lists": (
        '[["a", "b"], [1, 2]]',
        "What follows object 0 is no object, but a single value or a list.",
    ),
    "JSON without values": ("{}", "There are no objects with values in this JSON."),
}

READ = {
    "formulas": (
        "a,b\n=cmd|' /C calc'!A0,@SUM(1)\n+1,\"-1\n\"\n",
        [["=cmd|' /C calc'!A0", "@SUM(1)"], ["+1", "-1"]],
    ),
    "mixed types": (
        lambda: xlsx(
            row(1, "a") + row(2, "<c><v>7</v></c>") + row(3, '<c t="b"><v>1</v></c>') + row(4, "x")
        ),
        [["7"], ["yes"], ["x"]],
    ),
    "cells that are only formatted, far to the right": (
        lambda: xlsx(row(1, "a", '<c r="XFD1" s="0"/>') + row(2, "x", '<c r="XFD2" s="0"/>')),
        [["x"]],
    ),
    "a million rows of nothing": (
        lambda: xlsx(row(1, "a") + row(2, "x") + '<row r="1048576"/>'),
        [["x"]],
    ),
    "ODS with a million rows of nothing": (
        lambda: ods(ods_row("a") + ods_row("x") + ods_row(repeated=1_048_574)),
        [["x"]],
    ),
    "XLS with two cells far apart": (
        lambda: xls({"A": {(0, 0): "a", (65_535, 0): "x"}}),
        [["x"]],
    ),
    "number beyond all numbers": ('[{"a": 1e999999999}]', [["1E+999999999"]]),
    "number that is no number": (lambda: xlsx(HEAD + row(2, "<c><v>1e999</v></c>")), [["1e999"]]),
    "text that looks like markup": ("a,b\n<script>,&amp;\n", [["<script>", "&amp;"]]),
    "right to left": ("a,b\n\u202eabc,x\n", [["\u202eabc", "x"]]),
    "names of None": ("a,b\nNone,null\n", [["None", "null"]]),
    "20,000 rows": (lambda: "a\n" + "x\n" * 20_000, [["x"]] * 20_000),
    "JSON of escapes": (
        lambda: '[{"a": "' + "\\u0430\\\\ud800" * 5_000 + '"}]',
        [["а\\ud800" * 5_000]],
    ),
    "columns without end in a foreign prefix": (
        lambda: xlsx(
            sheet='<x:worksheet xmlns:x="http://x"><x:row><x:c t="str"><x:v>a</x:v></x:c></x:row>'
            '<x:row><x:c t="str"><x:v>x</x:v></x:c></x:row></x:worksheet>'
        ),
        [["x"]],
    ),
}


@pytest.fixture
def bounded():
    """A test that goes on for longer, or takes more memory, fails."""

    def stop(_signal, _frame):
        pytest.fail(f"took more than {SECONDS} s")

    def begin():
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        tracemalloc.start()

    before = signal.signal(signal.SIGVTALRM, stop)
    yield begin
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY


@pytest.mark.parametrize(("made", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused_with_one_sentence(read, bounded, made, sentence):
    content = made() if callable(made) else made

    bounded()
    with pytest.raises(FileRefused) as refused:
        read.everything(content)

    said = str(refused.value)
    assert said == sentence or (said.count(".") > 1 and sentence in said)


@pytest.mark.parametrize(("made", "rows"), READ.values(), ids=READ)
def test_a_strange_file_is_read_as_it_is(read, bounded, made, rows):
    content = made() if callable(made) else made

    bounded()

    assert read.texts(content) == rows


def test_a_folder_and_what_is_not_there_are_refused(read, tmp_path):
    from sheets import open_sheet

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


def test_limits_are_settings(read, settings):
    settings.SHEET_MOST_ROWS = 10
    with pytest.raises(FileRefused, match="The file has more than 10 rows. Split it"):
        read.everything("a\n" + "x\n" * 12)
    settings.SHEET_MOST_INFLATED_BYTES = 1_000
    with pytest.raises(FileRefused, match="far larger than the file"):
        read.everything(xlsx(HEAD + row(2, "x") * 2))
    settings.SHEET_MOST_BYTES = 10
    with pytest.raises(FileRefused, match="at most 0 MB are read"):
        read.everything("a\n" + "x\n" * 12)
