"""Files that are cut off or broken: a sentence that says where, never half of the rows."""

import random

import pytest

from sheets.tests.files import (
    HEAD,
    MEGABYTE,
    compound,
    row,
    truncated,
    worksheet,
    xls,
    xlsx,
    zipped,
)

DAMAGED = (
    "The file is damaged or cut off. Save it anew in the program it comes from, or fetch it again."
)
DAMAGED_AFTER = DAMAGED.replace("cut off.", "cut off after row %d.")
JSON_BROKEN = "The JSON is broken or cut off after object %d."


def with_broken_sheet():
    """The middle of the packed sheet overwritten."""
    numbers = random.Random(4)
    content = bytearray(
        xlsx(HEAD + "".join(row(n, str(numbers.random())) for n in range(2, 8_000)))
    )
    content[len(content) // 2 : len(content) // 2 + 50] = bytes(50)
    return bytes(content)


DAMAGED_FILES = {
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
}


@pytest.mark.parametrize(("made", "sentence"), DAMAGED_FILES.values(), ids=DAMAGED_FILES)
def test_it_is_refused_with_one_sentence(refused, made, sentence):
    said = refused(made)

    assert said == sentence or (said.count(".") > 1 and sentence in said)
