"""JSON: lists of objects, objects with a list, objects line by line."""

import json

import pytest

from sheets import FileRefused


def test_the_columns_are_the_names_in_all_objects(read):
    content = '[{"name": "Anna", "born": null}, {"born": 1990, "sex": "f"}, {}, {"name": "Ivan"}]'

    assert read.everything(content) == (
        ["name", "born", "sex"],
        [
            (1, {"name": "Anna", "born": "", "sex": ""}),
            (2, {"name": "", "born": "1990", "sex": "f"}),
            (4, {"name": "Ivan", "born": "", "sex": ""}),
        ],
    )


def test_values_are_texts_and_nested_ones_have_a_dot_in_their_name(read):
    record = {
        "birth": {"year": 1990, "place": {"city": "Minsk"}},
        "names": ["Анна", "Ганна", None, ""],
        "cases": [{"no": 1}],
        "ok": True,
        "part": 12.50,
        "id": "007",
    }

    assert read.everything(json.dumps([record]))[1] == [
        (
            1,
            {
                "birth.year": "1990",
                "birth.place.city": "Minsk",
                "names": "Анна; Ганна",
                "cases": '[{"no": "1"}]',
                "ok": "yes",
                "part": "12.5",
                "id": "007",
            },
        )
    ]


@pytest.mark.parametrize(
    "content",
    [
        '{"count": 2, "tags": ["x"], "rows": [{"a": 1}, {"a": 2}], "more": {"rows": [1]}}',
        '{"a": 1}\n{"a": 2}\n',
        ' [ {"a": 1},\n\n {"a": 2.0} ] ',
    ],
)
def test_the_list_is_found_where_it_is(read, content):
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read.everything(content.encode(encoding)) == (
            ["a"],
            [(1, {"a": "1"}), (2, {"a": "2"})],
        )


def test_of_several_lists_one_can_be_asked_for(read):
    content = '{"people": [{"a": 1}], "places": [{"b": 2}]}'

    with read.sheet(content) as sheet:
        assert (sheet.sheet_names, sheet.columns) == (["people", "places"], ["a"])
    assert read.texts(content, sheet="places") == [["2"]]
    with pytest.raises(FileRefused, match="There is no sheet “acts”"):
        read.texts(content, sheet="acts")
