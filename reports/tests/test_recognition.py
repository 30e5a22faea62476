"""Recognition by the day: dates in doubt, withdrawals, lags from arrest, after the fact, by nobody."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import Figure
from register.tests.builders import (
    make_detention,
    make_edition,
    make_entry,
    make_organisation,
)
from reports.measures.recognition import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held, make_recognition

pytestmark = pytest.mark.django_db
DAY = "2024-12-09"


@pytest.fixture
def watch():
    return make_organisation(name="Test Watch")


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": DAY} | query))


def row(key="total", table="organisations", **query):
    found = answer(**query).table(table)
    return next(row.cells for row in found.rows if row.cells[found.columns[0].name] == key)


def prisoner(**fields):
    entry = held("2021-01-01").entry
    make_detention(entry=entry, began_on="2021-01-01")
    return entry


@pytest.mark.parametrize(
    ("recognised", "withdrawn", "least", "most"),
    [
        ("2024-12-09", "", 1, 1),
        ("2024-12", "", 0, 1),
        ("2025-01-01", "", 0, 0),
        ("", "", 0, 1),
    ],
)
def test_a_recognition_counts_by_its_date(watch, recognised, withdrawn, least, most):
    make_recognition(organisation=watch, recognised_on=recognised)

    assert row()["recognised"] == Figure(least, most)


def test_one_without_a_date_had_been_made_when_it_was_published(watch):
    make_recognition(organisation=watch, recognised_on="")

    assert row(watch.pk, on="2025-01-02")["recognised"] == Figure(1, 1)


def test_a_withdrawn_one_stands_no_longer_and_was_made_still(watch):
    make_recognition(organisation=watch, withdrawn_on="2023-05")
    make_recognition(organisation=watch, withdrawn_on="2024-12")
    make_recognition(organisation=watch, withdrawn_on="2025-02")

    cells = row(watch.pk)

    assert cells["recognised"] == Figure(3, 3)
    assert cells["withdrawn"] == Figure(1, 2)
    assert cells["stands"] == Figure(1, 2)


def test_a_person_recognised_by_two_is_in_two_rows_and_once_in_the_last(watch):
    entry = make_recognition(organisation=watch).entry
    make_recognition(entry=entry)

    table = answer().tables[0]

    assert [row.cells["recognised"] for row in table.rows] == [Figure(1, 1)] * 3
    assert table.why_not


def test_the_same_organisation_twice_is_one_person(watch):
    entry = make_recognition(organisation=watch, withdrawn_on="2022-05-01").entry
    make_recognition(entry=entry, organisation=watch, recognised_on="2023-05-01")

    cells = row(watch.pk)

    assert (cells["recognised"], cells["stands"]) == (Figure(1, 1), Figure(1, 1))


def test_criteria_have_rows_and_where_none_is_stated_another():
    make_recognition(criteria=["pace_b", "wgad_ii"])
    make_recognition(criteria=[])

    table = answer().table("criteria")

    assert [row.cells["criterion"] for row in table.rows] == [
        "pace_b",
        "wgad_ii",
        "unknown",
        "total",
    ]


def test_held_and_recognised_by_nobody():
    make_recognition(entry=prisoner())
    make_recognition(entry=prisoner(), withdrawn_on="2023-01-01")
    make_recognition(entry=prisoner(), recognised_on="2024-12")
    held("2021-01-01", status="maybe_in_custody")
    prisoner()

    assert answer().headlines[1].figure == Figure(2, 4)


def test_the_lag_runs_from_the_latest_arrest_before_the_recognition():
    entry = prisoner()
    make_detention(entry=entry, began_on="2022-03-01")
    make_detention(entry=entry, began_on="2024-03-01")
    make_detention(entry=entry, began_on="2022-03-05", form="restriction")
    make_recognition(entry=entry, recognised_on="2022-03-11")

    assert row(table="lags")["median"] == Figure(10, 10, "days")


def test_a_lag_of_partial_dates_is_a_pair_and_never_below_nought():
    entry = held("2021-01-01").entry
    make_detention(entry=entry, began_on="2021-01")
    make_recognition(entry=entry, recognised_on="[2021-01-20..2021-02-10]")

    assert row(table="lags")["median"] == Figure(0, 40, "days")


def test_quartiles_are_of_those_with_both_dates():
    for lag in (1, 2, 3, 4):
        make_recognition(entry=prisoner(), recognised_on=f"2021-01-0{lag + 1}")
    make_recognition(entry=prisoner(), recognised_on="")
    make_recognition(recognised_on="2021-01-09")

    cells = row(table="lags")

    assert cells["dated"] == Figure(4, 4, "recognitions")
    assert [cells[name].at_least for name in ("lower_quartile", "median", "upper_quartile")] == [
        1,
        2,
        3,
    ]


@pytest.mark.parametrize(
    ("recognised", "least", "most"),
    [
        ("2022-12-31", 0, 0),
        ("2023-01-01", 1, 1),
        ("[2022-12-20..2023-01-10]", 0, 1),
        ("", 0, 0),
    ],
)
def test_a_recognition_after_release_is_after_the_fact(recognised, least, most):
    entry = make_entry()
    make_detention(entry=entry, began_on="2021-01-01", ended_on="2023-01-01", end_reason="pardon")
    held("2021-01-01", "2023-01-01", entry=entry)
    held("2023-01-01", entry=entry, status="released")
    make_recognition(entry=entry, recognised_on=recognised)

    assert answer().headlines[2].figure == Figure(least, most)


def test_an_uncertain_end_makes_it_possible_and_an_uncertain_beginning_does_not():
    ending, beginning = make_entry(), make_entry()
    make_detention(entry=ending, began_on="2021-01-01")
    held("2021-01-01", "2022-01-01", entry=ending)
    held("2022-01-01", entry=ending, status="maybe_in_custody")
    make_detention(entry=beginning, began_on="[2022-01-01..2022-03-01]")
    held("2022-01-01", "2022-03-01", entry=beginning, status="maybe_in_custody")
    held("2022-03-01", entry=beginning)
    for entry in (ending, beginning):
        make_recognition(entry=entry, recognised_on="2022-02-01")

    assert answer().headlines[2].figure == Figure(0, 1)


def test_filters_choose_whom():
    make_recognition(entry=make_entry(sex="female"))
    make_recognition(entry=make_entry(sex="male"))

    assert row(sex="female")["recognised"] == Figure(1, 1)


def test_a_filter_that_leaves_doubt_leaves_it_here_too():
    make_recognition(entry=held("2021-01-01", status="maybe_in_custody").entry)

    assert row(status="in_custody")["recognised"] == Figure(0, 1)


def test_an_edition_counts_what_was_known_then(watch):
    make_recognition(entry=make_entry(edition_to=2), organisation=watch)
    make_entry(edition_from=2)
    make_edition()
    make_edition()

    counts = [row(known=known)["recognised"] for known in ("1", "2")]

    assert counts == [Figure(1, 1), Figure(0, 0)]


def test_nobody_at_all():
    counted = answer()

    assert [line.figure for line in counted.headlines] == [Figure(0, 0)] * 3
    assert [len(table.rows) for table in counted.tables] == [1, 1, 1]


def test_what_each_person_adds_sums_to_the_first_figure():
    sure, doubtful = make_recognition(), make_recognition(recognised_on="2024-12")
    make_recognition(entry=sure.entry, recognised_on="2024-12")
    make_edition()

    assert REPORT.counted(ask(REPORT, on=DAY)) == {
        sure.entry.public_id: (1, 1),
        doubtful.entry.public_id: (0, 1),
    }


# --- against a slow count -----------------------------------------------------------------------


days = st.tuples(st.integers(0, 100), st.sampled_from([0, 15]))


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(0, 2), days, st.none() | days), max_size=5), st.integers(0, 130)
)
def test_people_agree_with_reading_every_pair_of_days(register, number):
    with registers.example():
        entries = [make_entry() for _number in range(3)]
        for person, recognised, withdrawn in register:
            make_recognition(
                entry=entries[person],
                recognised_on=written(recognised),
                withdrawn_on=written(withdrawn),
            )
        cells = row(on=registers.day(number).isoformat())

    read = [(person, readings(*dates, number)) for person, *dates in register]
    for place, name in enumerate(("recognised", "stands", "withdrawn")):
        surely = {p for p, found in read if {reading[place] for reading in found} == {True}}
        maybe = {p for p, found in read if any(reading[place] for reading in found)}
        assert cells[name] == Figure(len(surely), len(maybe)), name


def written(days):
    return "" if days is None else f"[{registers.day(days[0])}..{registers.day(sum(days))}]"


def readings(recognised, withdrawn, number):
    """(recognised, stands, withdrawn) by the day, under the earliest and latest day of each date."""
    found = set()
    for made in (recognised[0], sum(recognised)):
        for ended in (10_000,) if withdrawn is None else (withdrawn[0], sum(withdrawn)):
            is_made, is_ended = made <= number, ended <= number
            found.add((is_made, is_made and not is_ended, is_made and is_ended))
    return found
