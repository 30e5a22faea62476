"""The situation on one day: certain and possible, by sex, by reason, by what follows."""

import pytest

from register.figures import Figure
from register.tests.builders import make_edition, make_entry
from reports.measures.situation_today import REPORT
from reports.tests.builders import ask, held

pytestmark = pytest.mark.django_db


def figures(**query):
    """{(status, of whom): Figure} of the table."""
    make_edition()
    rows = REPORT.answer(ask(REPORT, **query)).rows
    return {(row["status"], row["of_whom"]): row["people"] for row in rows}


def test_at_least_counts_the_certain_and_at_most_the_possible():
    held("2021-01-01", entry=make_entry(sex="female"))
    held("2021-01-01", status="maybe_in_custody", entry=make_entry(sex="male"))

    assert figures(on="2022-01-01") == {
        ("in_custody", ""): Figure(1, 2),
        ("in_custody", "female"): Figure(1, 1),
        ("in_custody", "male"): Figure(0, 1),
    }


def test_the_first_day_counts_and_the_last_does_not():
    held("2021-01-01", "2021-03-01")

    assert figures(on="2021-02-28")["in_custody", ""] == Figure(1, 1)
    assert figures(on="2021-03-01")["in_custody", ""] == Figure(0, 0)


def test_whoever_leaves_on_an_uncertain_day_is_possibly_released_already():
    entry = make_entry()
    held("2021-01-01", "2024-08-01", entry=entry)
    held("2024-08-01", "2024-08-31", status="maybe_in_custody", entry=entry)
    held("2024-08-31", status="released", reason="pardon", entry=entry)

    on_the_way = figures(on="2024-08-16")

    assert on_the_way["released", "pardon"] == Figure(0, 1)
    assert on_the_way["in_custody", ""] == Figure(0, 1)
    assert figures(on="2024-08-31")["released", "pardon"] == Figure(1, 1)


def test_it_says_for_how_many_custody_rests_on_presumption():
    held("2021-01-01", presumed_from="2021-02-01")
    held("2021-01-01", presumed_from="2021-08-01")
    make_edition()

    answer = REPORT.answer(ask(REPORT, on="2021-03-01"))

    assert answer.headlines[1].figure == Figure(1, 1)
    assert answer.rows[0]["presumed"] == 1


def test_those_who_make_the_difference_are_listed():
    held("2021-01-01")
    doubtful = held("2021-02-01", "2021-05-01", status="maybe_in_custody")
    make_edition()

    people = REPORT.answer(ask(REPORT, on="2021-03-01")).people[0]

    assert [person.public_id for person in people.first] == [doubtful.entry.public_id]
    assert people.total == 1


def test_filters_are_those_of_the_list():
    held("2021-01-01", entry=make_entry(sex="female"))
    held("2021-01-01", entry=make_entry(sex="male"))

    assert figures(on="2022-01-01", sex="female")["in_custody", ""] == Figure(1, 1)


def test_an_uncertain_filter_counts_its_certain_reading_at_least():
    held("2021-01-01", entry=make_entry(born_earliest="1961-01-01", born_latest="1961-12-31"))

    assert figures(on="2021-06-01", age_from="60")["in_custody", ""] == Figure(0, 1)


def test_an_edition_answers_with_what_it_said():
    entry = make_entry(edition_to=2)
    held("2021-01-01", entry=entry, edition_to=2)
    make_entry(public_id=entry.public_id, edition_from=2)
    make_edition(number=1)
    make_edition(number=2)

    assert REPORT.answer(ask(REPORT, on="2022-01-01", known="1")).rows[0]["people"] == Figure(1, 1)
    assert REPORT.answer(ask(REPORT, on="2022-01-01")).rows[0]["people"] == Figure(0, 0)


def test_the_number_of_queries_does_not_grow(django_assert_num_queries):
    for _person in range(5):
        held("2021-01-01")
        held("2021-01-01", "2021-05-01", status="maybe_in_custody")
    make_edition()
    question = ask(REPORT, on="2021-03-01")

    with django_assert_num_queries(4):
        REPORT.answer(question)
