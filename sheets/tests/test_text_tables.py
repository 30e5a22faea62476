"""CSV as it is found in the wild."""

import pytest

from sheets import SURPLUS, FileRefused, open_sheet


def test_rows_have_the_number_that_a_spreadsheet_program_shows(read):
    content = 'Name,Note\nAnna,"two\nlines"\n\n  ,\nIvan,x\n'

    assert read.everything(content) == (
        ["Name", "Note"],
        [(2, {"Name": "Anna", "Note": "two\nlines"}), (5, {"Name": "Ivan", "Note": "x"})],
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(read, delimiter):
    rows = ["Name~Born~Articles", "Anna~2,5~342", "Ivan~1,75~130; 293", "Petra~~361|2"]
    rows = [row.replace(delimiter, "/").replace("~", delimiter) for row in rows]

    with read.sheet("\n".join(rows)) as sheet:
        assert (sheet.delimiter, sheet.columns) == (delimiter, ["Name", "Born", "Articles"])


def test_commas_within_names_are_no_delimiters(read):
    content = "Name;Born\nPetrov, Ivan;1980\nSidorova, Anna;1990\n"

    assert read.texts(content) == [["Petrov, Ivan", "1980"], ["Sidorova, Anna", "1990"]]


def test_lists_within_cells_are_no_columns(read):
    content = "Name,Articles\nIvan,342; 130; 361\nAnna,293; 342; 130\nPetr,364\n"

    assert read.texts(content)[0] == ["Ivan", "342; 130; 361"]


def test_one_column_is_enough(read):
    assert read.everything("Name\nAnna\nIvan\n") == (
        ["Name"],
        [(2, {"Name": "Anna"}), (3, {"Name": "Ivan"})],
    )


def test_excel_may_name_the_delimiter_in_a_line_of_its_own(read):
    assert read.everything("sep=|\na|b\n1|2;3\n") == (["a", "b"], [(2, {"a": "1", "b": "2;3"})])


def test_a_title_above_the_table_is_no_header(read):
    content = "Political prisoners,,\nas of May 2021,,\n\nName,Born,Sex\nAnna,1990,f\n"

    with read.sheet(content) as sheet:
        assert (sheet.header_row, sheet.columns) == (4, ["Name", "Born", "Sex"])
        assert [number for number, _cells in sheet.rows()] == [5]


@pytest.mark.parametrize(
    ("name", "columns"), [("list.tsv", ["a,b", "c,d"]), ("list.csv", ["a", "b c", "d"])]
)
def test_a_name_can_say_that_tabs_part_the_cells(tmp_path, name, columns):
    path = tmp_path / "file"
    path.write_text("a,b\tc,d\n1,2\t3,4\n")

    with open_sheet(path, name=name) as sheet:
        assert sheet.columns == columns


def test_hints_win_over_what_is_found(read):
    content = "a;b\nc,d\n1;2,3\n"

    assert read.everything(content, delimiter=",", header_row=2) == (
        ["c", "d"],
        [(3, {"c": "1;2", "d": "3"})],
    )


def test_a_row_with_too_many_cells_keeps_them_apart(read):
    assert read.everything("a,b,c\n1,2,3,4,,5\n1\n,,\n") == (
        ["a", "b", "c"],
        [
            (2, {"a": "1", "b": "2", "c": "3", SURPLUS: ["4", "5"]}),
            (3, {"a": "1", "b": "", "c": ""}),
        ],
    )


def test_a_nameless_column_is_called_by_its_letter_when_it_is_used(read):
    content = "a,,b,,\n1,2,3,,\n4,,5,,\n"

    assert read.everything(content)[0] == ["a", "column B", "b"]


def test_a_nameless_column_that_is_used_late_is_a_surplus_of_that_row(read):
    content = "a,,b\n" + "1,,2\n" * 150 + "1,late,2\n"

    columns, rows = read.everything(content)

    assert columns == ["a", "b"]
    assert rows[-1] == (152, {"a": "1", "b": "2", SURPLUS: ["late"]})


def test_white_space_around_texts_and_in_headers_is_taken_off(read):
    assert read.everything('" First\n name ",b\n  x \u00a0,\ty\n')[1] == [
        (2, {"First name": "x", "b": "y"})
    ]


def test_all_line_ends_are_alike(read):
    unix = "a,b\n1,2\n3,4\n"

    for end in ("\r\n", "\r"):
        assert read.everything(unix.replace("\n", end)) == read.everything(unix)


def test_a_column_given_twice_is_refused_by_name(read):
    with pytest.raises(FileRefused, match=r"Column “Name” is there twice \(B and F\)\."):
        read.everything("a,Name,b,c,d, Name\n1,2,3,4,5,6\n")


def test_nothing_is_read_before_it_is_asked_for(read):
    content = "a,b\n" + "1,2\n" * 200 + '"x"y,2\n'

    with read.sheet(content) as sheet:
        rows = sheet.rows()
        assert next(rows) == (2, {"a": "1", "b": "2"})
        with pytest.raises(FileRefused, match="row 202"):
            list(rows)
