"""XLSX, as Excel, LibreOffice and other programs write it."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest

from sheets import SURPLUS, FileRefused
from sheets.tests.files import row, xlsx


def openpyxl_book(rows):
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    return book


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_values_are_the_texts_that_people_see(read):
    values = [
        (7, "7"),
        (7.0, "7"),
        (12.5, "12.5"),
        (0.1 + 0.2, "0.3"),
        (-3.25, "-3.25"),
        (1e20, "100000000000000000000"),
        (True, "yes"),
        (False, "no"),
        (date(2020, 8, 9), "2020-08-09"),
        (datetime(2020, 8, 9), "2020-08-09"),  # noqa: DTZ001
        (datetime(2020, 8, 9, 14, 30), "2020-08-09 14:30"),  # noqa: DTZ001
        (datetime(1900, 1, 31), "1900-01-31"),  # noqa: DTZ001
        (time(14, 30, 5), "14:30:05"),
        ("007", "007"),
        ("=1+1 is two", "=1+1 is two"),
        ("None", "None"),
        ("#REF!", "#REF!"),
        (None, ""),
    ]
    book = openpyxl_book([[f"c{n}" for n in range(len(values))]])
    for n, (value, _text) in enumerate(values, 1):
        cell = book.active.cell(2, n, value)
        if isinstance(value, str) and value != "#REF!":
            cell.data_type = "s"

    assert read.texts(saved(book)) == [[text for _value, text in values]]


def test_a_formula_is_its_value_as_last_computed(read):
    content = xlsx(
        row(1, "a", "b") + row(2, '<c t="str"><f>A1</f><v>x</v></c>', "<c><f>2*3</f><v>6</v></c>")
    )

    assert read.texts(content) == [["x", "6"]]


@pytest.mark.parametrize(
    ("format_code", "written", "text"),
    [
        ("yyyy\\-mm\\-dd", "44052", "2020-08-09"),
        ('[$-419]d\\ mmmm\\ yyyy"г.";@', "44052", "2020-08-09"),
        ("mmm\\ yyyy", "44044", "2020-08"),
        ("yyyy", "44044", "2020"),
        ("[h]:mm:ss", "1.5", "36:00"),
        ("000000", "400", "000400"),
        ("#,##0.00", "1234.5", "1234.5"),
        ('0.0" days"', "7", "7"),
        ("General", "7", "7"),
        ("0", "12345678901234567", "12345678901234567"),
        ("0", "1.2E+3", "1200"),
        ("yyyy-mm-dd", "99999999999", "99999999999"),
        ("yyyy-mm-dd", "60", "1900-02-28"),
    ],
)
def test_a_format_counts_where_it_changes_the_meaning(read, format_code, written, text):
    code = format_code.replace('"', "&quot;")
    content = xlsx(row(1, "a") + row(2, f'<c s="1"><v>{written}</v></c>'), formats=[code])

    assert read.texts(content) == [[text]]


def test_workbooks_that_count_from_1904(read):
    content = xlsx(
        row(1, "a") + row(2, '<c s="1"><v>42590</v></c>'),
        formats=["d/m/yyyy"],
        setting='<workbookPr date1904="1"/>',
    )

    assert read.texts(content) == [["2020-08-09"]]


def test_shared_texts_are_found_in_any_order(read):
    """Short ones that stand in one block of the file, and some that are longer than a block."""
    texts = [f"Text {n} ö" * (1 if n % 50 else 900) for n in range(1_500)]
    order = [0, *range(1_500), *range(1_499, -1, -7)]
    cells = [row(place, f'<c t="s"><v>{n}</v></c>') for place, n in enumerate(order, 1)]
    shared = "".join(f"<si><t>{text}</t></si>" for text in texts)

    assert read.texts(xlsx("".join(cells), texts=shared)) == [[texts[n]] for n in order[1:]]


def test_texts_that_are_shared_or_in_pieces_or_escaped(read):
    texts = (
        "<si><t>Name</t></si><si><r><t>Анна </t></r><r><t>Петрова</t></r>"
        "<rPh><t>no</t></rPh></si><si><t>two_x000D_\nlines</t></si>"
    )
    shared = [f'<c t="s"><v>{n}</v></c>' for n in range(3)]
    content = xlsx(row(1, shared[0]) + row(2, shared[1]) + row(3, shared[2]), texts=texts)

    assert read.texts(content) == [["Анна Петрова"], ["two\nlines"]]


def test_rows_and_cells_that_are_left_out_are_empty(read):
    content = xlsx(
        row(3, "a", "b", "c") + row(10, '<c r="C10"><v>3</v></c>', '<c r="A10"><v>1</v></c>')
    )

    assert read.everything(content)[1] == [(10, {"a": "1", "b": "", "c": "3"})]


def test_a_column_without_a_header_is_called_by_its_letter(read):
    content = xlsx(row(1, "a", "b") + row(2, "1", "2", "3"))

    assert read.everything(content)[1] == [(2, {"a": "1", "b": "2", "column C": "3"})]


def test_a_column_without_a_header_that_is_used_late_is_a_surplus_of_that_row(read):
    content = xlsx(
        row(1, "a") + "".join(row(n, "x") for n in range(2, 200)) + row(200, "x", "late")
    )

    assert read.everything(content)[1][-1] == (200, {"a": "x", SURPLUS: ["late"]})


def test_the_first_sheet_that_is_not_hidden_is_read_unless_another_is_asked_for(read):
    sheets = [("Data", "visible", row(1, "b") + row(2, "y"))]
    content = xlsx(row(1, "a") + row(2, "x"), more_sheets=sheets)
    book = openpyxl_book([["a"], ["x"]])
    book.create_sheet("Other").append(["b"])
    book["Other"].append(["y"])
    book.active.sheet_state = "hidden"

    with read.sheet(content) as sheet:
        assert (sheet.sheet_names, sheet.columns) == (["First", "Data"], ["a"])
    assert read.texts(content, sheet="Data") == [["y"]]
    assert read.texts(saved(book)) == [["y"]]
    with pytest.raises(FileRefused, match="There is no sheet “Dat”. There are: First, Data."):
        read.everything(content, sheet="Dat")


def test_an_empty_sheet_names_the_others(read):
    content = xlsx("", more_sheets=[("Data", "visible", row(1, "b"))])

    with pytest.raises(FileRefused, match="The sheet “First” is empty. There are also: Data."):
        read.everything(content)
