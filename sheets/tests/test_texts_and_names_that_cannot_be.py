"""Signs that no text can have, names that are there twice, values that stand under none."""

import random

import pytest

from sheets.tests.files import row, xlsx

SIGN = "Row 2, column B has a sign that no text can have (U+%s). Delete it."

TEXTS = {
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
}
NAMES = {
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


@pytest.mark.parametrize(("made", "sentence"), (TEXTS | NAMES).values(), ids=TEXTS | NAMES)
def test_it_is_refused_with_one_sentence(refused, made, sentence):
    said = refused(made)

    assert said == sentence or (said.count(".") > 1 and sentence in said)
