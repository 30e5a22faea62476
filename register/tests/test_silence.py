"""The clock of silence is one: page, list, first page, filter and file give the same days."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.asked import read_asked
from register.figures import Figure
from register.filters import EntryFilter
from register.models import Condition
from register.readers.person import read_person
from register.readers.situation import read_situation
from register.silence import of_entries
from register.tests.builders import make_contact, make_edition, make_entry, make_part, make_span

pytestmark = pytest.mark.django_db
DAY = date(2024, 12, 9)


REPORTED = ["incommunicado"]  # what the entry's own columns say of a report


def report_of_silence(entry, **fields):
    return make_part(
        Condition, {"kind": "incommunicado", "began_on": "2023-02-09"}, fields | {"entry": entry}
    )


def prisoner(contacts=(), begins=date(2021, 1, 1), status="in_custody", held_from=None, **fields):
    """Somebody held; `contacts` are (earliest, latest) days, told to the entry's own columns too."""
    entry = make_entry(
        last_contact_earliest=max((first for first, _last in contacts), default=None),
        last_contact_latest=max((last for _first, last in contacts), default=None),
        **fields,
    )
    make_span(entry=entry, status=status, begins=begins, held_from=held_from or begins)
    for first, last in contacts:
        make_contact(entry=entry, happened_on=f"[{first}..{last}]")
    return entry


def exactly(day):
    return date.fromisoformat(day), date.fromisoformat(day)


def listed(days, on=DAY):
    """(certainly, possibly) silent for more days, by the filter of the list."""
    filters = EntryFilter(QueryDict(f"silent={days}"), on=on)
    assert filters.is_valid()
    return [set(entries.values_list("pk", flat=True)) for entries in (filters.certain, filters.qs)]


def test_a_report_of_silence_starts_the_clock_on_every_page(client):
    entry = prisoner(condition_kinds=REPORTED)
    report_of_silence(entry, is_open=True)
    make_edition()
    asked = read_asked(QueryDict(f"on={DAY}"))

    page = read_person(entry.public_id, asked).silence
    (first,) = read_situation(asked).silences
    clock = of_entries([entry.pk], DAY)[entry.pk].days
    lists = [listed(668), listed(669)]
    file = b"".join(client.get(f"/prisoners.csv?on={DAY}").streaming_content)
    (row,) = csv.DictReader(io.StringIO(file.decode("utf-8-sig")))

    assert page == first.days == clock == Figure(669, 669, "days")
    assert (row["silent_days_at_least"], row["silent_days_at_most"]) == ("669", "669")
    assert lists == [[{entry.pk}, {entry.pk}], [set(), set()]]


def test_contacts_before_the_present_custody_do_not_count():
    entry = prisoner([exactly("2020-05-05")])
    make_edition()

    assert of_entries([entry.pk], DAY) == {}
    assert listed(0) == [set(), set()]


def test_a_contact_in_the_uncertain_days_after_arrest_counts():
    first_day = date(2021, 1, 1)
    entry = prisoner([exactly("2021-01-05")], begins=date(2021, 3, 1), held_from=first_day)
    make_span(
        entry=entry, status="maybe_in_custody", begins=date(2021, 1, 1), ends=date(2021, 3, 1)
    )
    make_edition()

    assert of_entries([entry.pk], DAY)[entry.pk].days.at_least == 1434
    assert listed(1433) == [{entry.pk}, {entry.pk}]


def test_whoever_is_free_is_not_silent():
    entry = prisoner([exactly("2023-05-05")], status="released")
    make_edition()

    assert read_person(entry.public_id, read_asked(QueryDict(f"on={DAY}"))).silence is None


# --- every way gives the same ------------------------------------------------------------------

days = st.integers(-40, 400).map(lambda number: DAY - timedelta(days=number))
stretches = st.tuples(days, st.sampled_from([0, 30])).map(
    lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))
)


@st.composite
def people(draw):
    return {
        "contacts": draw(st.lists(stretches, max_size=2)),
        "begins": DAY - timedelta(days=draw(st.sampled_from([50, 200, 500]))),
        "status": draw(st.sampled_from(["in_custody", "maybe_in_custody"])),
        "report": draw(
            st.none() | st.tuples(stretches, st.sampled_from(["open", "ended", "unknown"]))
        ),
    }


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(people(), max_size=4), st.sampled_from([0, 20, 100, 300]))
def test_the_filter_lists_whom_the_clock_calls_silent(register, number):
    with transaction.atomic():
        make_edition()
        for person in register:
            report = person.pop("report")
            entry = prisoner(**person, condition_kinds=REPORTED if report else [])
            if report:
                (first, last), end = report
                report_of_silence(
                    entry,
                    began_on=f"[{first}..{last}]",
                    ended_on="2025-06-01" if end == "ended" else "",
                    is_open=end == "open",
                )
            person["pk"] = entry.pk
        clock = of_entries([person["pk"] for person in register], DAY)
        surely, maybe = listed(number)
        transaction.set_rollback(True)

    held = {person["pk"] for person in register if person["status"] == "in_custody"}
    assert surely == {pk for pk, s in clock.items() if s.days.at_least > number} & held
    assert maybe == {pk for pk, s in clock.items() if s.days.at_most > number}
