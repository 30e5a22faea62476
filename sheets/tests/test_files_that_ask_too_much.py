"""Files that would burst the memory or take for ever: bombs, entities, endless rows, columns and cells.

None may take 5 s of processor time or 80 MB of memory, however large it says it is.
"""

import struct
import zipfile

import pytest

from sheets import FileRefused
from sheets.tests.files import (
    HEAD,
    MEGABYTE,
    deflated_zeros,
    ods,
    ods_row,
    row,
    worksheet,
    xlsx,
    zipped,
)

DAMAGED = (
    "The file is damaged or cut off. Save it anew in the program it comes from, or fetch it again."
)
DAMAGED_AFTER = DAMAGED.replace("cut off.", "cut off after row %d.")
BOMB = (
    "What is packed in the file is far larger than the file, more than 2000 MB or more than any "
    "table needs. It is not unpacked."
)
ENTITIES = "The XML in the file declares entities, which no spreadsheet program writes."
LONG_CELL = "The cell in row 2, column A has more than 100000 characters."
COLUMNS = "Row %d has more than 1000 columns."
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "&{a};&{a};&{a};&{a};">' for a, b in zip("abcdef", "bcdefg", strict=True)
    )
    + "]>"
)
LONG = "x" * 10 * MEGABYTE


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


def of_many_files():
    return zipped({f"xl/{n:0200}.xml": "" for n in range(5_000)}, method=zipfile.ZIP_STORED)


def nested(depth):
    return '[{"a": ' * depth + "1" + "}]" * depth


TOO_MUCH = {
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
}


@pytest.mark.parametrize(("made", "sentence"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_it_is_refused_with_one_sentence(refused, made, sentence):
    said = refused(made)

    assert said == sentence or (said.count(".") > 1 and sentence in said)


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
