"""Stocks over time against a slow count, and against themselves from one day to another."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import Figure
from register.tests.builders import make_edition, make_entry
from reports.measures.held_over_time import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held, make_claim

pytestmark = pytest.mark.django_db
CERTAIN, POSSIBLE = ["in_custody"], ["in_custody", "maybe_in_custody"]
generated = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_each_month_counts_who_was_held_on_its_first_day():
    held("2021-01-15", "2021-03-01")
    held("2021-02-01", "2021-02-15", status="maybe_in_custody")
    make_edition()

    rows = REPORT.answer(ask(REPORT, on="2021-03-10")).rows

    assert [(row["day"].isoformat(), row["held"]) for row in rows] == [
        ("2021-02-01", Figure(1, 2)),
        ("2021-03-01", Figure(0, 0)),
        ("2021-03-10", Figure(0, 0)),
    ]


def test_it_says_on_each_day_how_many_rest_on_presumption():
    held("2021-01-15", "2021-06-01", presumed_from="2021-02-10")
    make_edition()

    rows = REPORT.answer(ask(REPORT, on="2021-06-01")).rows

    assert [row["presumed"] for row in rows] == [0, 1, 1, 1, 0]


def test_a_century_has_one_row_for_each_year():
    held("1939-02-01", "1943-06-01")
    make_edition()

    rows = REPORT.answer(ask(REPORT, on="2021-03-10")).rows

    assert rows[0]["day"] == date(1940, 1, 1)
    assert len(rows) == 2021 - 1940 + 2


def test_the_number_of_queries_is_the_same_for_one_month_and_for_years(django_assert_num_queries):
    held("2010-01-15")
    make_edition()
    question = ask(REPORT, on="2019-03-10")

    with django_assert_num_queries(5):
        REPORT.answer(question)


@generated
@given(registers.people(), st.integers(0, registers.DAYS))
def test_every_row_agrees_with_counting_people_one_by_one(register, last):
    with registers.example():
        registers.written(register)
        rows = REPORT.answer(ask(REPORT, on=registers.day(last).isoformat())).rows

    for row in rows:
        number = (row["day"] - registers.START).days
        assert row["held"] == Figure(
            registers.stock(register, number, CERTAIN),
            registers.stock(register, number, POSSIBLE),
        )


def test_a_claim_stands_beside_our_count_of_its_days():
    held("2021-01-15")
    held("2021-02-20")
    make_claim(measure="in_custody", value=2, as_of_on="2021-02")
    make_claim(measure="in_custody", value=700, as_of_on="2021-02-25")
    make_edition()

    exact, month = REPORT.claims(ask(REPORT, on="2021-06-01"))

    assert (month.ours, month.difference, month.fits) == (Figure(1, 2), (0, 1), True)
    assert (exact.ours, exact.difference, exact.fits) == (Figure(2, 2), (698, 698), False)


def test_a_claim_that_is_newer_than_the_day_is_not_shown():
    make_claim(measure="in_custody", as_of_on="2021-07")
    make_entry(status="in_custody")
    make_edition()

    assert REPORT.claims(ask(REPORT, on="2021-06-30")) == []
