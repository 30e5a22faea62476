"""Reports of conditions within a period: bounds of their days, people and reports, what goes on."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import Figure
from register.tests.builders import make_edition, make_entry, make_facility
from reports.measures.conditions import REPORT
from reports.tests import registers
from reports.tests.builders import ask, make_condition

pytestmark = pytest.mark.django_db
PERIOD = {"on": "2024-12-31", "from_": "2023-01-01", "to": "2023-12-31"}


def reports(at_least, at_most):
    return Figure(at_least, at_most, "reports")


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **PERIOD | query))


def total(**query):
    cells = answer(**query).tables[0].rows[-1].cells
    return cells["people"], cells["reports"], cells["going_on"]


@pytest.mark.parametrize(
    ("began", "ended", "is_open", "least", "most"),
    [
        ("2023-05", "2023-06", False, 1, 1),
        ("2022-05", "2023-06", False, 1, 1),
        ("2022-05", "2024-06", False, 1, 1),
        ("2022-05", "2022-12-31", False, 0, 0),
        ("2024-01-01", "2024-02-01", False, 0, 0),
        ("2022", "", True, 1, 1),
        ("2022", "", False, 0, 1),
        ("2023-12", "", False, 1, 1),
        ("[2022-12-20..2023-01-10]", "[2022-12-20..2023-01-10]", False, 0, 1),
        ("[2023-12-20..2024-01-10]", "", True, 0, 1),
        ("", "2023-06", False, 1, 1),
        ("", "", False, 0, 1),
        ("", "", True, 0, 1),
    ],
)
def test_a_report_counts_by_the_days_that_it_may_speak_of(began, ended, is_open, least, most):
    make_condition(began_on=began, ended_on=ended, is_open=is_open)

    people, number, _going_on = total()

    assert (people, number) == (Figure(least, most), reports(least, most))


def test_two_reports_of_one_person_are_one_person():
    first = make_condition(kind="torture", began_on="2023-05-01")
    make_condition(entry=first.entry, kind="torture", began_on="2023-06-01")

    assert total()[:2] == (Figure(1, 1), reports(2, 2))


def test_what_goes_on_on_the_last_day_is_counted_apart():
    make_condition(began_on="2023-05-01", is_open=True)
    make_condition(began_on="2023-05-01", ended_on="2024-02-01")
    make_condition(began_on="2023-05-01", ended_on="2023-12-30")
    make_condition(began_on="2023-05-01")

    assert total()[2] == reports(2, 3)


def test_kinds_and_facilities_have_rows_and_unknown_places_too():
    colony, entry = make_facility(), make_entry()
    make_condition(entry=entry, kind="torture", began_on="2023-05-01", facility=colony)
    make_condition(entry=entry, kind="denied_lawyer", began_on="2023-05-01")

    kinds, facilities, _years = answer().tables

    assert [(row.cells["kind"], row.cells["people"].at_least) for row in kinds.rows] == [
        ("denied_lawyer", 1),
        ("torture", 1),
        ("total", 1),
    ]
    assert [row.cells["facility"] for row in facilities.rows] == [colony.pk, "unknown", "total"]
    assert kinds.why_not
    assert facilities.why_not


def test_a_report_that_lasts_over_new_year_is_in_both_years():
    make_condition(began_on="2022-12-01", ended_on="2023-01-31")

    years = answer(from_="2021-06-01").table("years")

    assert [(row.cells["years"], row.cells["people"]) for row in years.rows] == [
        ("2021", Figure(0, 0)),
        ("2022", Figure(1, 1)),
        ("2023", Figure(1, 1)),
        ("total", Figure(1, 1)),
    ]
    assert years.why_not


def test_a_century_has_a_row_for_ten_years():
    make_condition(began_on="1937-05-01", ended_on="1937-06-01")

    years = answer(from_="1930-01-01", to="1980-01-01").table("years")

    assert [row.cells["years"] for row in years.rows][:2] == ["1930-1939", "1940-1949"]
    assert years.rows[0].cells["people"] == Figure(1, 1)


def test_one_kind_can_be_asked_for():
    make_condition(kind="torture", began_on="2023-05-01")
    make_condition(kind="denied_lawyer", began_on="2023-05-01")

    assert total(kind="torture")[0] == Figure(1, 1)


def test_a_kind_that_does_not_exist_is_refused(client):
    make_edition()

    page = client.get("/en/reports/conditions/?kind=bread")

    assert page.status_code == 400
    assert "denied_lawyer" in page.content.decode()


def test_filters_choose_whom_and_leave_their_doubt():
    born = {"born_earliest": date(2000, 1, 1)}
    sure = make_entry(sex="female", born_latest=date(2000, 1, 31), **born)
    doubtful = make_entry(sex="female", born_latest=date(2009, 12, 31), **born)
    for entry in (sure, doubtful, make_entry(sex="male")):
        make_condition(entry=entry, began_on="2023-05-01")

    assert total(sex="female", age_from="20")[:2] == (Figure(1, 2), reports(1, 2))


def test_those_in_doubt_are_listed_with_what_was_reported():
    make_condition(began_on="2023-05-01")
    doubtful = make_condition(began_on="")

    (people,) = answer().people

    assert [person.public_id for person in people.first] == [doubtful.entry.public_id]
    assert people.total == 1


def test_an_edition_counts_what_was_known_then():
    make_condition(entry=make_entry(edition_to=2), began_on="2023-05-01")
    make_condition(entry=make_entry(edition_from=2), began_on="2023-05-01")
    make_edition()
    make_edition()

    assert [total(known=known)[1] for known in ("1", "2")] == [reports(1, 1)] * 2


def test_nobody_at_all():
    assert total() == (Figure(0, 0), reports(0, 0), reports(0, 0))


def test_what_each_person_adds_sums_to_the_first_figure():
    sure, doubtful = make_condition(began_on="2023-05-01"), make_condition(began_on="")
    make_condition(entry=sure.entry, began_on="")
    make_edition()

    assert REPORT.counted(ask(REPORT, **PERIOD)) == {
        sure.entry.public_id: (1, 1),
        doubtful.entry.public_id: (0, 1),
    }


# --- against a slow count -----------------------------------------------------------------------


@st.composite
def conditions(draw):
    first = draw(st.integers(0, 60))
    began = (first, first + draw(st.sampled_from([0, 9])))
    last = draw(st.none() | st.integers(began[1], 80))
    ended = last if last is None else (last, last + draw(st.sampled_from([0, 9])))
    return draw(st.integers(0, 2)), began, ended, ended is None and draw(st.booleans())


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(conditions(), max_size=5), st.integers(0, 90), st.integers(0, 30))
def test_people_and_reports_agree_with_reading_every_pair_of_days(register, first, length):
    with registers.example():
        entries = [make_entry() for _number in range(3)]
        for number, began, ended, is_open in register:
            make_condition(
                entry=entries[number],
                began_on=written(began),
                ended_on=written(ended),
                is_open=is_open,
            )
        days = [registers.day(n).isoformat() for n in (first, first + length, 400)]
        people, number, _going_on = total(from_=days[0], to=days[1], on=days[2])

    read = [
        (person, readings(began, ended, is_open, first, first + length))
        for person, began, ended, is_open in register
    ]
    assert number == reports(
        sum(found == {True} for _person, found in read),
        sum(True in found for _person, found in read),
    )
    assert people == Figure(
        len({person for person, found in read if found == {True}}),
        len({person for person, found in read if True in found}),
    )


def written(days):
    return "" if days is None else f"[{registers.day(days[0])}..{registers.day(days[1])}]"


def readings(began, ended, is_open, first, last):
    """Whether the report reaches into the period, under every reading of its days."""
    found = set()
    for begins in range(began[0], began[1] + 1):
        if ended is not None:
            ends = range(max(begins, ended[0]), ended[1] + 1)
        else:
            ends = [10_000] if is_open else [begins, 10_000]
        found |= {begins <= last and end >= first for end in ends}
    return found
