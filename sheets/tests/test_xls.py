"""XLS, the format of Excel 97 to 2003."""

import pytest

from sheets import FileRefused
from sheets.tests.files import xls


def test_values_are_the_texts_that_people_see(read):
    cells = {
        (0, 0): "Имя",
        (0, 1): "Год",
        (0, 2): "Ok",
        (2, 0): "007",
        (2, 1): 1939.0,
        (2, 2): True,
    }

    assert read.everything(xls({"List": cells})) == (
        ["Имя", "Год", "Ok"],
        [(3, {"Имя": "007", "Год": "1939", "Ok": "yes"})],
    )


def test_a_table_that_does_not_begin_in_the_corner_keeps_its_place(read):
    content = xls({"List": {(2, 1): "a", (2, 2): "b", (3, 1): "x", (3, 2): 1.5, (3, 3): "y"}})

    assert read.everything(content)[1] == [(4, {"a": "x", "b": "1.5", "column D": "y"})]


def test_a_sheet_is_chosen_by_its_name(read):
    content = xls({"One": {(0, 0): "a", (1, 0): "x"}, "Two": {(0, 0): "b", (1, 0): "y"}})

    assert read.texts(content) == [["x"]]
    assert read.texts(content, sheet="Two") == [["y"]]
    with pytest.raises(FileRefused, match="There are: One, Two"):
        read.texts(content, sheet="Three")
