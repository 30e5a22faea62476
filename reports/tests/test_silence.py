"""The clock of silence: which events start it, which break it, and the bounds of its days."""

import pytest

from register.figures import Figure
from register.tests.builders import make_contact, make_edition, make_entry
from reports.measures.silence import REPORT
from reports.tests.builders import ask, held, make_condition

pytestmark = pytest.mark.django_db
DAY = "2024-12-09"


@pytest.fixture
def prisoner():
    entry = make_entry()
    held("2021-01-01", entry=entry)
    return entry


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": DAY} | query))


def days(**query):
    """The bounds of the days of everybody listed as silent for at least one day."""
    surely, maybe = answer(**{"days": "0"} | query).people
    listed = [person.cells["days"] for person in (*surely.first, *maybe.first)]
    return [(figure.at_least, figure.at_most) for figure in listed]


def stretches(answer):
    return {
        row["days_without_contact"]: row["people"] for row in answer.rows if row["people"].at_most
    }


def test_days_are_counted_from_the_last_contact(prisoner):
    make_contact(entry=prisoner, happened_on="2023-02-09")
    make_contact(entry=prisoner, happened_on="2022-02-09")

    assert days() == [(669, 669)]


def test_a_partial_date_gives_bounds(prisoner):
    make_contact(entry=prisoner, happened_on="2023-02")

    assert days() == [(650, 677)]


def test_a_contact_after_the_day_is_not_known_on_it(prisoner):
    make_contact(entry=prisoner, happened_on="2023-02-09")
    make_contact(entry=prisoner, happened_on="2025-09-11")

    assert days() == [(669, 669)]


def test_a_contact_that_may_lie_after_the_day_shortens_at_least_only(prisoner):
    make_contact(entry=prisoner, happened_on="2023-02-09")
    make_contact(entry=prisoner, happened_on="2024-12")

    assert days() == [(0, 669)]


def test_contacts_before_the_present_custody_do_not_count():
    entry = make_entry()
    held("2021-01-01", "2022-01-01", entry=entry)
    held("2022-01-01", "2024-01-01", status="released", entry=entry)
    held("2024-01-01", entry=entry)
    make_contact(entry=entry, happened_on="2021-06-01")

    counted = answer()

    assert stretches(counted) == {"no record": Figure(1, 1)}


def test_a_lasting_report_of_silence_starts_the_clock(prisoner):
    make_condition(entry=prisoner, began_on="2023-02", ended_on="2025-09-11")

    assert days() == [(650, 677)]


def test_an_open_report_lasts(prisoner):
    make_condition(entry=prisoner, began_on="2023", is_open=True)

    assert days() == [(344, 708)]


def test_of_several_reports_the_earliest_beginning_counts(prisoner):
    make_condition(entry=prisoner, began_on="2023-03", ended_on="2025-06-21")
    make_condition(entry=prisoner, began_on="2023", is_open=True)

    assert days() == [(619, 708)]


def test_a_contact_within_a_reported_silence_breaks_it(prisoner):
    make_condition(entry=prisoner, began_on="2023-02", ended_on="2025-09-11")
    make_contact(entry=prisoner, happened_on="2024-06-01")

    assert days() == [(191, 191)]


def test_a_report_begins_later_than_the_last_contact_recorded_before_it(prisoner):
    make_contact(entry=prisoner, happened_on="2021-05-01")
    make_condition(entry=prisoner, began_on="2023-02-15", is_open=True)

    assert days() == [(663, 663)]


def test_a_report_that_had_ended_by_the_day_says_nothing(prisoner):
    make_condition(entry=prisoner, began_on="2023-02-15", ended_on="2024-11-12")

    assert stretches(answer()) == {"no record": Figure(1, 1)}


def test_a_report_without_an_end_is_possible_from_no_days_on(prisoner):
    make_condition(entry=prisoner, began_on="2023-11", ended_on="")

    assert days() == [(0, 404)]
    assert answer().headlines[0].figure == Figure(0, 1)


def test_a_report_without_a_beginning_reaches_back_to_the_arrest(prisoner):
    make_condition(entry=prisoner, began_on="", is_open=True)

    assert days() == [(0, 1438)]


def test_nobody_is_called_silent_without_evidence(prisoner):
    counted = answer(days="0")

    assert counted.headlines[0].figure == Figure(0, 0)
    assert counted.headlines[1].figure == Figure(1, 1)
    assert [people.total for people in counted.people] == [0, 0]


def test_only_those_held_on_the_day_are_counted():
    free, doubtful = make_entry(), make_entry()
    held("2021-01-01", "2024-01-01", entry=free)
    held("2024-01-01", status="released", entry=free)
    held("2021-01-01", status="maybe_in_custody", entry=doubtful)
    for entry in (free, doubtful):
        make_contact(entry=entry, happened_on="2023-01-01")

    assert answer().headlines[0].figure == Figure(0, 1)


def test_beyond_doubt_and_possible_are_two_lists(prisoner):
    make_contact(entry=prisoner, happened_on="2023-02-09")
    other = make_entry()
    held("2021-01-01", entry=other)
    make_condition(entry=other, began_on="2023", is_open=True)

    counted = answer(days="365")

    assert [[p.public_id for p in people.first] for people in counted.people] == [
        [prisoner.public_id],
        [other.public_id],
    ]
    assert counted.headlines[0].figure == Figure(1, 2)
    assert stretches(counted) == {"181-365": Figure(0, 1), "366-730": Figure(1, 2)}


def test_one_query_answers(django_assert_num_queries, prisoner):
    make_contact(entry=prisoner)
    make_edition()
    question = ask(REPORT, on=DAY)

    with django_assert_num_queries(1):
        REPORT.answer(question)


def test_the_median_is_of_those_of_whom_something_is_known():
    for day in ("2024-12-08", "2024-11-29", "2024"):
        make_contact(entry=held("2021-01-01").entry, happened_on=day)
    held("2021-01-01")

    assert answer().headlines[2].figure == Figure(1, 10, "days")


def test_nobody_has_no_median():
    held("2021-01-01")

    assert len(answer().headlines) == 2
