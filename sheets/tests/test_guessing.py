"""What is said of the columns of an unknown sheet."""

import pytest

from sheets.guessing import DATES, READINGS, guess, readings


def summaries(read, rows):
    lines = "\n".join("\t".join(row) for row in rows)
    with read.sheet(lines) as sheet:
        return {summary.name: summary for summary in guess(sheet)}


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("yes", "yes_no"),
        ("Так", "yes_no"),
        ("Dona", "sex"),
        ("мужской", "sex"),
        ("7", "whole_number number id"),
        ("-7", "whole_number number id"),
        ("1939", "whole_number number year id"),
        ("12,5", "number list_comma"),
        ("1 234 567.50", "number"),
        ("$350,000", "money list_comma"),
        ("2 000 руб.", "money"),
        ("09.08.2020", "id day_month_year month_day_year"),
        ("25.08.2020", "id day_month_year"),
        ("8/25/20", "id month_day_year"),
        ("41/25/2020", "id"),
        ("2020-08-09", "id iso_date"),
        ("2020-13-09", "id"),
        ("12 мая 2021", "date_in_words"),
        ("c. 2020", "date_in_words"),
        ("before March 2021", "date_in_words"),
        ("flat 2020 b", ""),
        ("https://example.org/1", "url"),
        ("anna@example.org", "email"),
        ("Анна Петрова", "person_name"),
        ("Petrov, Ivan", "person_name list_comma"),
        ("ABAD ALFONSO", "person_name"),
        ("Ludwig van der Rohe", "person_name"),
        ("谭作人", "person_name"),
        ("held in the town", ""),
        ("342; 130", "list_semicolon"),
        ("RC-7K3M9Q", "id"),
    ],
)
def test_a_text_allows_what_it_can_mean(text, allowed):
    assert set(readings(text)) == set(allowed.split())
    assert set(readings(text)) <= {*READINGS, *DATES}


def test_a_column_counts_what_its_cells_allow(read):
    found = summaries(
        read,
        [
            ["Name", "Sex", "Arrested", "Id"],
            ["Anna Petrova", "f", "25.08.2020", "A1"],
            ["Ivan Petrov", "m", "09.08.2020", "A2"],
            ["unknown", "m", "", "A3"],
        ],
    )

    assert found["Name"].share("person_name") == pytest.approx(2 / 3)
    assert found["Sex"].fits("sex")
    assert found["Sex"].commonest == (("m", 2), ("f", 1))
    assert (found["Arrested"].filled, found["Arrested"].distinct) == (2, 2)
    assert found["Arrested"].fits("day_month_year")
    assert found["Arrested"].share("month_day_year") == 0.5
    assert [found[name].is_unique for name in ("Name", "Sex", "Id")] == [True, False, True]


def test_an_empty_column_allows_nothing(read):
    found = summaries(read, [["a", "b", "c"], ["1", "", "2"], ["3", "", "4"]])

    assert (found["b"].filled, found["b"].commonest, found["b"].is_unique) == (0, (), False)
    assert not any(found["b"].fits(reading) for reading in READINGS)


def test_no_more_texts_are_kept_than_the_limit(read, monkeypatch):
    monkeypatch.setattr("sheets.guessing.MOST_TEXTS", 10)

    found = summaries(read, [["a", "b"], *([str(n), "x"] for n in range(100))])

    assert (found["a"].filled, found["a"].distinct, found["a"].is_distinct_all) == (100, 5, False)
    assert found["a"].fits("whole_number")
    assert found["b"].commonest == (("x", 100),)


def test_long_texts_are_no_burden(read):
    text = "word; " * 10_000

    found = summaries(read, [["a", "b"], [text, "1"], [text, "2"]])

    assert found["a"].fits("list_semicolon")
    assert len(found["a"].commonest[0][0]) == 200
