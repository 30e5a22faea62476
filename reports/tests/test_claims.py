"""Claims beside our counts: read as they are said, read otherwise, or fitting nothing."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.asked import NotUnderstood
from register.figures import Figure, exactly
from register.tests.builders import (
    make_act,
    make_detention,
    make_edition,
    make_entry,
    make_organisation,
    make_verdict,
)
from reports.measures.claims import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held, make_announced_count, make_claim, make_recognition

pytestmark = pytest.mark.django_db


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2024-12-31", "measure": "all"} | query))


def row(**query):
    (only,) = answer(**query).rows
    return only


def ours(cells):
    return [cells[way] for way in ("stock", "flow", "cumulative")]


def act(announced_on, total):
    make_announced_count(entry=make_act(announced_on=announced_on), lower=total, upper=total)


def test_a_number_held_is_read_as_a_stock_a_flow_and_a_sum():
    held("2021-01-01", entry=make_detention(began_on="2021-01-01").entry)
    held("2024-03-01", entry=make_detention(began_on="2024-03-01").entry)
    left = make_detention(began_on="2020-01-01", ended_on="2020-02-01", end_reason="bail").entry
    held("2020-01-01", "2020-02-01", entry=left)
    make_claim(measure="in_custody", value=2, period_start_on="2024", as_of_on="2024-06-01")

    only = row()

    assert ours(only) == [
        exactly(2),
        exactly(1, "detentions"),
        exactly(3, "detentions"),
    ]
    assert (only["meant"], only["fits"]) == ("stock", "as_meant")


def test_a_claim_that_fits_only_when_read_otherwise_says_so():
    held("2021-01-01", entry=make_detention(began_on="2021-01-01").entry)
    make_detention(began_on="2024-03-01", ended_on="2024-03-02", end_reason="bail")
    make_claim(measure="newly_held", value=2, period_start_on="2024", as_of_on="2024-06-01")

    only = row()

    assert (only["flow"], only["cumulative"]) == (
        exactly(1, "detentions"),
        exactly(2, "detentions"),
    )
    assert (only["fits"], only["difference_from"], only["difference_to"]) == ("otherwise", 1, 1)


def test_twice_as_many_can_be_a_flow_and_cannot_be_a_stock():
    for _person in range(4):
        entry = make_detention(began_on="2024-02-01").entry
        held("2024-02-01", entry=entry)
    for _person in range(10):
        held("2020-01-01", entry=make_detention(began_on="2020-01-01").entry)
    for _person in range(2):
        entry = make_detention(
            began_on="2020-01-01", ended_on="2024-02-05", end_reason="pardon"
        ).entry
        held("2020-01-01", "2024-02-05", entry=entry)
    make_claim(
        measure="newly_held_per_released", value=2, period_start_on="2024", as_of_on="2024-06-01"
    )

    only = row()

    assert only["flow"] == Figure(2.0, 2.0, "detentions")
    assert only["stock"] == Figure(1.17, 1.17)
    assert only["fits"] == "as_meant"


def test_what_lies_between_with_and_without_the_last_act_fits_neither():
    act("2024-11-20", 178)
    act("2024-12-09", 29)
    for value in (178, 190, 207):
        make_claim(value=value, period_start_on="2024-07", as_of_on="2024-12-09")

    fits = {cells["value"]: cells["fits"] for cells in answer().rows}

    assert fits == {178: "as_meant", 190: "none", 207: "as_meant"}


def test_convictions_and_recognitions_are_counted_from_their_dates():
    make_verdict(decided_on="2024-01", outcome="convicted")
    make_verdict(decided_on="2023-12~", outcome="convicted")
    make_verdict(decided_on="2024-02-01", outcome="acquitted")
    make_verdict(decided_on="2024-02-01", outcome="convicted", instance="appeal")
    organisation = make_organisation()
    for days in (["2021", "2024-05-01"], ["2024-05-01"], [""]):
        entry = make_entry()
        for day in days:
            make_recognition(entry=entry, organisation=organisation, recognised_on=day)
    make_claim(measure="convicted", value=1, period_start_on="2024", as_of_on="2024-06-01")
    make_claim(
        measure="recognised_since_2020", value=1, period_start_on="2024", as_of_on="2024-06-01"
    )

    found = {cells["measure"]: ours(cells)[1:] for cells in answer().rows}

    assert found == {
        "convicted": [Figure(1, 2, "prosecutions"), Figure(2, 2, "prosecutions")],
        "recognised_since_2020": [Figure(1, 2), Figure(2, 3)],
    }


def test_a_claim_without_day_number_or_measure_of_ours_is_listed_and_not_compared():
    make_claim(as_of_on="")
    make_claim(value=None)
    make_claim(measure="other")

    counted = answer()

    assert [cells["fits"] for cells in counted.rows] == ["not_compared"] * 3
    assert [line.figure for line in counted.headlines] == [
        exactly(number, "claims") for number in (0, 0, 0, 3)
    ]


def test_claims_of_later_days_and_of_other_editions_are_left_out():
    make_claim(as_of_on="2025-01-01")
    make_claim(edition_from=2)
    make_claim()
    make_edition()

    assert len(answer(known="1").rows) == 1


def test_our_count_follows_the_filters_of_the_list():
    held("2021-01-01", entry=make_entry(sex="female"))
    held("2021-01-01")
    make_claim(measure="in_custody", value=1, as_of_on="2024-06-01")

    assert row(sex="female")["stock"] == exactly(1)


def test_the_chart_has_our_count_and_the_claims_that_begin_as_most_do():
    act("2024-07-03", 18)
    for value in (18, 20):
        make_claim(value=value, period_start_on="2024-07", as_of_on="2024-09-01")
    make_claim(value=18, period_start_on="2020", as_of_on="2024-09-01")

    (band,) = answer(measure="released_by_pardon").marks

    assert band.since == date(2024, 7, 1)
    assert (band.points[0].figure, band.points[-1].figure) == (exactly(0), exactly(18))
    assert [(one.value, one.fits) for one in band.said] == [(18, True), (20, False)]


def test_a_measure_that_nobody_claims_is_refused():
    make_edition()

    with pytest.raises(NotUnderstood, match="is none of"):
        ask(REPORT, measure="ill")


DAYS = st.integers(-5, registers.DAYS + 5)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(registers.people(), st.lists(st.tuples(st.integers(0, 7), DAYS), min_size=1, max_size=6))
def test_a_claim_about_a_stock_fits_when_counting_one_by_one_says_so(register, said):
    with registers.example():
        registers.written(register)
        for value, number in said:
            on = registers.day(number).isoformat()
            make_claim(measure="in_custody", value=value, as_of_on=on)
        rows = REPORT.answer(ask(REPORT, on="2024-12-31")).rows

    for cells in rows:
        number = (date.fromisoformat(cells["as_of"]) - registers.START).days
        least = registers.stock(register, number, ["in_custody"])
        most = registers.stock(register, number, ["in_custody", "maybe_in_custody"])
        assert cells["stock"] == Figure(least, most)
        fits = least <= cells["value"] <= most
        assert (cells["fits"] == "as_meant") == fits


def test_a_stock_in_a_month_may_be_that_of_any_day_of_it():
    held("2021-03-10", "2021-03-20")
    make_claim(measure="in_custody", value=1, as_of_on="2021-03")

    only = row()

    assert (only["stock"], only["fits"]) == (Figure(0, 1), "as_meant")


def test_what_surely_came_by_a_day_counts_in_a_sum_since_ever():
    make_verdict(decided_on="[..2021-03]", outcome="convicted", instance="first")
    make_claim(measure="convicted", value=0, as_of_on="2021-06-01")

    only = row()

    assert (only["cumulative"], only["fits"]) == (exactly(1, "prosecutions"), "none")
