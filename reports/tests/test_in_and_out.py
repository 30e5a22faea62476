"""Flows: detentions that began and ended, certainly and possibly; and the books of people."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.partial_dates import parse_edtf
from register.figures import Figure
from register.tests.builders import make_detention, make_edition, make_entry
from reports.books.between_days import books
from reports.custody import CUSTODY
from reports.measures.in_and_out import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held

pytestmark = pytest.mark.django_db
generated = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
YEAR = {"on": "2021-12-31", "from_": "2021-01-01", "to": "2021-12-31"}


def detentions(at_least, at_most):
    return Figure(at_least, at_most, "detentions")


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **YEAR | query))


def months(answer, column):
    """{month: Figure} of the months in which there may be somebody."""
    return {row["month"]: row[column] for row in answer.rows if row[column].at_most}


def test_an_arrest_counts_in_its_month():
    make_detention(began_on="2021-03-31")

    assert months(answer(), "newly_held") == {"2021-03": detentions(1, 1)}


def test_an_arrest_of_uncertain_month_is_certain_in_the_year_only():
    make_detention(began_on="[2021-03-20..2021-04-10]")

    counted = answer()

    assert counted.headlines[0].figure == detentions(1, 1)
    assert months(counted, "newly_held") == {
        "2021-03": detentions(0, 1),
        "2021-04": detentions(0, 1),
    }


def test_an_arrest_that_may_lie_before_the_period_is_not_certain():
    make_detention(began_on="2021-03~")

    counted = answer(from_="2021-03-01")

    assert months(counted, "newly_held") == {
        "2021-03": detentions(0, 1),
        "2021-04": detentions(0, 1),
    }
    assert counted.headlines[0].figure == detentions(0, 1)


def test_an_arrest_without_a_date_is_possible_where_a_source_first_speaks_of_it():
    make_detention(began_on="", entry=make_entry(first_reported_on="2021-05-07"))

    assert months(answer(), "newly_held") == {"2021-05": detentions(0, 1)}


def test_death_and_escape_are_no_releases():
    make_detention(began_on="2020", ended_on="2021-06-01", end_reason="pardon")
    make_detention(began_on="2020", ended_on="2021-06-02", end_reason="death")
    make_detention(began_on="2020", ended_on="2021-06-03", end_reason="escape")

    row = next(row for row in answer().rows if row["month"] == "2021-06")

    assert (row["released"], row["died"], row["escaped"]) == (detentions(1, 1),) * 3


def test_the_unit_is_a_detention_and_people_stand_beside():
    entry = make_entry()
    make_detention(entry=entry, began_on="2021-01-10", ended_on="2021-02-01", end_reason="bail")
    make_detention(entry=entry, began_on="2021-03-10")

    newly_held = answer().headlines[0]

    assert newly_held.figure == detentions(2, 2)
    assert str(newly_held.note) == "1 person"


def test_restriction_without_prison_is_no_custody():
    make_detention(began_on="2021-03-31", form="restriction")

    assert months(answer(), "newly_held") == {}


def test_the_ratio_takes_each_bound_with_the_reading_that_stretches_it():
    for _detention in range(3):
        make_detention(began_on="2021-03")
    make_detention(began_on="2020-12~")
    make_detention(began_on="2020", ended_on="2021-04-01", end_reason="pardon")
    make_detention(began_on="2020", ended_on="2021-12~", end_reason="pardon")

    ratio = answer().headlines[2].figure

    assert (ratio.at_least, ratio.at_most) == (3 / 2, 4 / 1)


def test_detentions_of_another_edition_are_not_counted():
    make_detention(began_on="2021-03", entry=make_entry(edition_from=1, edition_to=2))
    make_edition(number=1)
    make_edition(number=2)

    assert months(REPORT.answer(ask(REPORT, **YEAR)), "newly_held") == {}
    assert months(REPORT.answer(ask(REPORT, known="1", **YEAR)), "newly_held") == {
        "2021-03": detentions(1, 1)
    }


DATES = st.sampled_from(
    [
        "2020-12-31", "2021-01-01", "2021-03-05", "2021-03", "2021-03~", "2021", "2021-12-30",
        "[2021-02-25..2021-03-03]", "[..2021-04-02]", "[2021-10..]", "202X", "2022-01",
    ]
)  # fmt: skip


@generated
@given(st.lists(DATES, max_size=8), st.dates(date(2020, 12, 1), date(2021, 6, 1)))
def test_every_month_agrees_with_reading_each_date_by_itself(dates, begins):
    with registers.example():
        entry = make_entry(first_reported_on="2021-01-05")
        for text in dates:
            make_detention(entry=entry, began_on=text)
        counted = REPORT.answer(ask(REPORT, **YEAR | {"from_": begins.isoformat()}))

    readings = [_reading(text) for text in dates]
    for row in counted.rows:
        month = parse_edtf(row["month"])
        assert row["newly_held"] == _slowly(readings, month.earliest, month.latest)
    assert counted.headlines[0].figure == _slowly(readings, begins, date(2021, 12, 31))


def _reading(text):
    meant = parse_edtf(text)
    latest = meant.latest or date.max
    return meant.earliest or min(date(2021, 1, 5), latest), latest


def _slowly(readings, first, last):
    return detentions(
        sum(first <= earliest and latest <= last for earliest, latest in readings),
        sum(earliest <= last and latest >= first for earliest, latest in readings),
    )


@generated
@given(registers.people(), st.integers(1, registers.DAYS), st.integers(0, 120))
def test_the_books_balance_and_agree_with_the_stocks(register, first, length):
    last = first + length
    days = {"on": registers.day(last).isoformat(), "from_": registers.day(first).isoformat()}
    with registers.example():
        registers.written(register)
        question = ask(REPORT, **days)
        both = books(question, (None, None), (None, None))

    for kept, statuses in zip(both, (CUSTODY[:1], CUSTODY), strict=True):
        assert kept.balances
        assert kept.opening == registers.stock(register, first - 1, statuses)
        assert kept.closing == registers.stock(register, last, statuses)


def test_whoever_is_only_doubtful_for_a_while_does_not_leave_the_possible_set():
    entry = make_entry()
    held("2021-01-01", "2021-03-01", entry=entry)
    held("2021-03-01", "2021-04-01", status="maybe_in_custody", entry=entry)
    held("2021-04-01", status="released", reason="pardon", entry=entry)
    make_edition()
    question = ask(REPORT, **YEAR)

    sure, maybe = books(question, (None, None), (None, None))

    assert sure.went_out == {("maybe_in_custody", ""): 1}
    assert maybe.went_out == {("released", "pardon"): 1}


def test_no_figure_is_shown_where_the_books_do_not_balance():
    entry = make_entry()
    held("2021-02-01", "2021-03-01", entry=entry)
    held("2021-03-01", "2021-04-01", entry=entry)
    held("2021-03-01", "2021-05-01", entry=entry)

    refused = answer()

    assert refused.refusal
    assert refused.tables == refused.headlines == []
