"""The spans that publishing makes, against a slow reading day by day."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.partial_dates import parse_edtf
from prisoners.tests.builders import make_death, make_detention, make_prisoner
from register.models import Entry, Span
from register.publishing import publish
from sources.tests.builders import make_citation, make_source

pytestmark = pytest.mark.django_db

FIRST_SOURCE = date(2021, 2, 10)
PRESUMED = 180
WINDOW = [date(2020, 12, 1) + timedelta(days=n) for n in range(500)]

dates = st.sampled_from(
    ["2021-02-03", "2021-02-20", "2021-03", "2021-03-01", "2021-04-15~", "[2021-02-01..2021-03-10]"]
)
ends = st.sampled_from(
    ["", "2021-05-01", "2021-03", "2021", "[..2021-06]", "[2021-04..]", "2021-05-10~"]
)
begins = st.one_of(st.just(""), dates)
confirmed = st.one_of(st.just(""), st.sampled_from(["2021-03-12", "2021-04", "2021-06-01"]))
detentions = st.fixed_dictionaries(
    {"began_on": begins, "ended_on": ends, "last_confirmed_on": confirmed}
)


def bounds(text):
    found = parse_edtf(text)
    return (found.earliest, found.latest) if found else (None, None)


def surely_held(detention, day):
    """Held on `day` under every reading of the dates, or presumed to be."""
    _, latest_begin = bounds(detention["began_on"])
    confirmed_first, confirmed_last = bounds(detention["last_confirmed_on"])
    sure_from = latest_begin if detention["began_on"] else confirmed_last
    if sure_from is None or day < sure_from:
        return False
    if detention["ended_on"]:
        earliest_end, _ = bounds(detention["ended_on"])
        if earliest_end is None:
            known = [d for d in (confirmed_first, latest_begin) if d]
            earliest_end = max(known) + timedelta(days=1) if known else None
        return earliest_end is not None and day < earliest_end
    last_known = confirmed_first or latest_begin
    return day <= last_known + timedelta(days=PRESUMED)


def possible_begin(detention):
    earliest, latest = bounds(detention["began_on"])
    candidates = [
        earliest or FIRST_SOURCE,
        latest,
        bounds(detention["last_confirmed_on"])[0],
        bounds(detention["ended_on"])[1],
    ]
    return min(day for day in candidates if day)


def possibly_held(detention, day):
    """Held on `day` under at least one reading of the dates."""
    _, latest_end = bounds(detention["ended_on"])
    still = not detention["ended_on"] or latest_end is None or day < latest_end
    return possible_begin(detention) <= day and still


def slow_status(person, day):
    if any(surely_held(d, day) for d in person):
        return "in_custody"
    if any(possibly_held(d, day) for d in person):
        return "maybe_in_custody"
    if any(possible_begin(d) <= day for d in person):
        return "released"
    return None


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(detentions, min_size=1, max_size=3), min_size=1, max_size=6))
def test_spans_say_of_every_day_what_a_slow_reading_says(people):
    with transaction.atomic():
        entered = {}
        for person in people:
            try:
                with transaction.atomic():
                    prisoner = make_prisoner()
                    make_citation(
                        prisoner, source=make_source(published_on=FIRST_SOURCE.isoformat())
                    )
                    for detention in person:
                        reason = "released" if detention["ended_on"] else ""
                        make_detention(prisoner=prisoner, end_reason=reason, **detention)
                entered[prisoner.public_id] = person
            except IntegrityError:
                continue  # impossible dates or overlapping detentions: the database refuses them
        reviewer, _ = get_user_model().objects.get_or_create(username="reviewer")
        publish(list(entered), by=reviewer)

        for public_id, person in entered.items():
            entry = Entry.objects.known().get(public_id=public_id)
            spans = list(Span.objects.filter(entry=entry).values_list("begins", "ends", "status"))
            for day in WINDOW:
                found = [status for begins, ends, status in spans if begins <= day < ends]
                expected = slow_status(person, day)
                assert found == ([expected] if expected else []), (day, person)
        transaction.set_rollback(True)


def test_a_death_cuts_custody_whose_end_nobody_entered():
    prisoner = make_prisoner()
    make_detention(prisoner=prisoner, began_on="2021-01-01", last_confirmed_on="2021-02-01")
    make_death(prisoner=prisoner, died_on="2021-03", death_class="in_facility")

    publish([prisoner.public_id], by=get_user_model().objects.create_user("reviewer"))

    spans = Span.objects.order_by("begins").values_list("status", "begins", "ends")
    assert list(spans) == [
        ("in_custody", date(2021, 1, 1), date(2021, 3, 1)),
        ("maybe_in_custody", date(2021, 3, 1), date(2021, 3, 31)),
        ("died_in_custody", date(2021, 3, 31), date(9999, 12, 31)),
    ]


def test_custody_begins_with_the_first_of_several_detentions_without_a_gap():
    prisoner = make_prisoner()
    make_detention(
        prisoner=prisoner, began_on="2020-01", ended_on="2020-05-01", end_reason="dismissal"
    )
    make_detention(prisoner=prisoner, began_on="2021-01", ended_on="2021-05-01", end_reason="other")
    make_detention(prisoner=prisoner, form="house_arrest", began_on="2021-05-01")

    publish([prisoner.public_id], by=get_user_model().objects.create_user("reviewer"))

    (lasting,) = Span.objects.filter(status="in_custody", ends__gt=date(2021, 5, 1))
    assert (lasting.held_from, lasting.held_from_latest) == (date(2021, 1, 1), date(2021, 1, 31))
