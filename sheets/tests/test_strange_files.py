"""Files that look hostile and are not: their rows are read as they are."""

import pytest

from sheets.tests.files import HEAD, ods, ods_row, row, xls, xlsx

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


@pytest.mark.parametrize(("made", "rows"), READ.values(), ids=READ)
def test_a_strange_file_is_read_as_it_is(read, bounded, made, rows):
    content = made() if callable(made) else made

    bounded()

    assert read.texts(content) == rows
