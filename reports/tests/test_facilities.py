"""Where people are held on a day: stays that last, moves in doubt, places that nobody knows."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import Figure
from register.readers.catalogue import read_facility
from register.tests.builders import make_detention, make_edition, make_entry, make_facility
from reports.measures.facilities import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held, make_condition, make_death, make_stay

pytestmark = pytest.mark.django_db
DAY = "2024-12-09"


@pytest.fixture
def colony():
    return make_facility(name="Test Colony")


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": DAY} | query))


def held_at(**query):
    """{facility: people held there}."""
    return {row.cells["facility"]: row.cells["held"] for row in answer(**query).tables[0].rows}


def test_a_stay_that_began_and_did_not_end_holds_on_the_day(colony):
    make_stay(colony)
    make_stay(colony, ended_on="2024-12-08")
    make_stay(colony, began_on="2025")

    assert held_at() == {colony.pk: Figure(1, 1), "unknown": Figure(2, 2), "total": Figure(3, 3)}


def test_a_move_in_doubt_is_possible_in_both_places(colony):
    other = make_facility()
    stay = make_stay(colony)
    make_stay(other, entry=stay.entry, detention=stay.detention, began_on="2024-12")

    counted = answer().tables[0]

    assert {row.cells["facility"]: row.cells["held"] for row in counted.rows} == {
        colony.pk: Figure(0, 1),
        other.pk: Figure(0, 1),
        "unknown": Figure(0, 1),
        "total": Figure(1, 1),
    }
    assert counted.why_not


def test_two_stays_in_one_place_are_one_person(colony):
    stay = make_stay(colony)
    make_stay(colony, entry=stay.entry, detention=stay.detention, began_on="2021-05")

    assert held_at()[colony.pk] == Figure(1, 1)


def test_a_stay_of_a_detention_that_is_over_does_not_hold(colony):
    entry = held("2021-01-01", "2022-01-01").entry
    held("2024-01-01", entry=entry)
    over = make_detention(
        entry=entry, began_on="2021-01-01", ended_on="2022-01-01", end_reason="pardon"
    )
    make_detention(entry=entry, began_on="2024-01-01")
    make_stay(colony, entry=entry, detention=over)

    assert held_at() == {"unknown": Figure(1, 1), "total": Figure(1, 1)}


def test_possible_custody_is_possible_in_the_place(colony):
    make_stay(colony, entry=held("2021-01-01", status="maybe_in_custody").entry)

    assert held_at() == {colony.pk: Figure(0, 1), "unknown": Figure(0, 0), "total": Figure(0, 1)}


def test_a_stay_whose_place_is_not_told_is_not_known():
    make_stay(None)

    assert held_at() == {"unknown": Figure(1, 1), "total": Figure(1, 1)}


def test_the_page_of_a_facility_gives_the_same_figure(colony):
    stay = make_stay(colony)
    make_stay(make_facility(), entry=stay.entry, detention=stay.detention, began_on="2024-12")
    make_stay(colony)
    make_edition()
    question = ask(REPORT, on=DAY)

    page = read_facility(colony, FakeAsked(question.on))

    assert page.present.total == held_at()[colony.pk] == Figure(1, 2)


class FakeAsked:
    known = None

    def __init__(self, on):
        self.on = on


def test_deaths_and_reports_stand_beside_those_held(colony):
    make_death(facility=colony)
    make_death(facility=colony, death_class="not_in_custody")
    make_condition(facility=colony, kind="torture", began_on="2023-02")
    make_condition(facility=colony, kind="torture", began_on="[2024-12-01..2024-12-31]")
    make_condition(kind="torture", began_on="2025-01-01")
    make_condition(kind="torture", began_on="")

    rows = {row.cells["facility"]: row.cells for row in answer().tables[0].rows}

    assert rows[colony.pk]["deaths"] == Figure(1, 1, "deaths")
    assert rows[colony.pk]["conditions"] == Figure(1, 2, "reports")
    assert rows["unknown"]["conditions"] == Figure(0, 1, "reports")
    assert rows["total"]["conditions"] == Figure(1, 3, "reports")


def test_filters_choose_whom(colony):
    make_stay(colony, entry=held("2021-01-01", entry=make_entry(sex="female")).entry)
    make_stay(colony)

    assert held_at(sex="female")[colony.pk] == Figure(1, 1)


def test_nobody_at_all():
    assert held_at() == {"unknown": Figure(0, 0), "total": Figure(0, 0)}


def test_what_each_person_adds_sums_to_the_first_figure(colony):
    stay = make_stay(colony)
    make_edition()

    assert REPORT.counted(ask(REPORT, on=DAY)) == {stay.entry.public_id: (1, 1)}


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    registers.people(),
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["A", "B", None]), st.integers(0, 300), st.sampled_from([0, 20])
            ),
            max_size=3,
            unique_by=lambda stay: stay[1],
        ),
        min_size=6,
        max_size=6,
    ),
    st.integers(0, registers.DAYS),
)
def test_people_in_a_place_agree_with_asking_each_person(register, stays, number):
    """Stays begin on a day or within 20 days of it and have no end but the next one."""
    with registers.example():
        places = {name: make_facility() for name in "AB"}
        registers.written(register)
        entries = list(registers.entries())
        for entry, its_stays in zip(entries, stays, strict=False):
            detention = make_detention(entry=entry)
            for place, first, doubt in its_stays:
                days = f"[{registers.day(first)}..{registers.day(first + doubt)}]"
                make_stay(places.get(place), entry=entry, detention=detention, began_on=days)
        counted = held_at(on=registers.day(number).isoformat())

    people = list(zip(register, stays, strict=False))
    for name, place in places.items():
        least = sum(
            is_in(person, number, ["in_custody"]) and name in where(its_stays, number)[0]
            for person, its_stays in people
        )
        most = sum(
            is_in(person, number, ["in_custody", "maybe_in_custody"])
            and name in where(its_stays, number)[1]
            for person, its_stays in people
        )
        assert counted.get(place.pk, Figure(0, 0)) == Figure(least, most)


def is_in(person, number, statuses):
    return registers.stock([person], number, statuses) == 1


def where(stays, number):
    """(places where somebody surely is, places where somebody may be) by stays alone."""
    sure, maybe = set(), set()
    for place, first, doubt in stays:
        later = [(f, f + d) for other, f, d in stays if f > first and other != place]
        if first + doubt <= number and not any(f <= number for f, _latest in later):
            sure.add(place)
        if first <= number and not any(latest <= number for _f, latest in later):
            maybe.add(place)
    return sure, maybe
