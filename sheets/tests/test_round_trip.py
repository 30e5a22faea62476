"""What is written is text that nothing runs, and reads back as it was."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formulas import as_meant, neutral
from sheets import FileRefused, Hints, NewSheet, open_sheet

SIGNS = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t=+-@'\" ,;|_x0041_")
TEXTS = st.text(SIGNS, max_size=12).map(lambda text: as_meant(neutral(text.strip())))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.lists(TEXTS, min_size=width, max_size=width).filter(any), min_size=1, max_size=6
    )
)
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "'=1",
    "''-1",
    "=cmd|' /C calc'!A0",
]

every_kind = pytest.mark.parametrize("kind", ["csv", "xlsx"])


@every_kind
@settings(max_examples=60, deadline=None)
@given(table=TABLES)
def test_any_text_reads_back_as_it_was(tmp_path_factory, kind, table):
    path = tmp_path_factory.getbasetemp() / f"table.{kind}"
    columns = [f"c{n}" for n in range(len(table[0]))]

    NewSheet(path, kind).write(columns, table)
    with open_sheet(path, hints=Hints(header_row=1)) as sheet:
        found = [list(cells.values()) for _number, cells in sheet.rows()]

    assert found == table


@every_kind
def test_formulas_are_neutral_in_the_file_and_themselves_when_it_is_read(tmp_path, kind):
    path = tmp_path / f"table.{kind}"

    NewSheet(path, kind).write(["=a"], [[formula] for formula in FORMULAS])
    with open_sheet(path) as sheet:
        read = [cells["=a"] for _number, cells in sheet.rows()]

    if kind == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            in_file = [row[0] for row in csv.reader(file)]
    else:
        cells = openpyxl.load_workbook(path).active["A"]
        in_file = [cell.value for cell in cells]
        assert {cell.data_type for cell in cells} == {"s"}
    assert {text[0] for text in in_file} == {"'"}
    assert read == [formula.strip() for formula in FORMULAS]


@every_kind
def test_everything_is_text(tmp_path, kind):
    file = io.BytesIO()
    rows = [{"a": "007", "b": None, "c": True}, {"a": 7, "c": False, "other": "left out"}]

    count = NewSheet(file, kind).write(["a", "b", "c"], iter(rows))
    path = tmp_path / "table"
    path.write_bytes(file.getvalue())

    with open_sheet(path) as sheet:
        assert (count, list(sheet.rows())) == (
            2,
            [(2, {"a": "007", "b": "", "c": "yes"}), (3, {"a": "7", "b": "", "c": "no"})],
        )


def test_what_excel_cannot_hold_is_not_cut_off():
    with pytest.raises(FileRefused, match="Row 2, column B does not fit into an XLSX file"):
        NewSheet(io.BytesIO(), "xlsx").write(["a", "b"], [["x", "y" * 32_768]])


@pytest.mark.parametrize("text", ["'tis", "O'Brien", "'", "''", "x=1", "1-2", ""])
def test_other_apostrophes_stay(text):
    assert (neutral(text), as_meant(text)) == (text, text)
