"""What is published of a detention as stretches of days: certain, possible, over."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from prisoners.tests.builders import make_death, make_detention, make_prisoner
from register.models import Entry, Span
from register.publishing import publish
from sources.tests.builders import make_citation, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return get_user_model().objects.create_user("reviewer")


def spans(prisoner):
    entry = Entry.objects.known().get(public_id=prisoner.public_id)
    return [
        (s.status, s.begins.isoformat(), s.ends.isoformat())
        for s in Span.objects.filter(entry=entry).order_by("begins")
    ]


def test_spans_of_an_exact_detention():
    prisoner = make_prisoner()
    make_detention(
        prisoner=prisoner,
        began_on="2021-01-01",
        ended_on="2021-03-01",
        end_reason="pardon",
        release_terms="supervision",
    )

    publish([prisoner.public_id], by=get_user_model().objects.create_user("r"))

    assert spans(prisoner) == [
        ("in_custody", "2021-01-01", "2021-03-01"),
        ("released", "2021-03-01", "9999-12-31"),
    ]
    released = Span.objects.get(status="released")
    assert (released.reason, released.terms) == ("pardon", "supervision")


def test_spans_of_a_rough_detention_have_a_maybe_on_both_sides(reviewer):
    prisoner = make_prisoner()
    make_detention(prisoner=prisoner, began_on="2021-01", ended_on="2021-03", end_reason="pardon")

    publish([prisoner.public_id], by=reviewer)

    assert spans(prisoner) == [
        ("maybe_in_custody", "2021-01-01", "2021-01-31"),
        ("in_custody", "2021-01-31", "2021-03-01"),
        ("maybe_in_custody", "2021-03-01", "2021-03-31"),
        ("released", "2021-03-31", "9999-12-31"),
    ]


def test_custody_is_presumed_for_a_while_after_it_was_last_known(reviewer, settings):
    settings.PRESUMPTION_DAYS = 10
    prisoner = make_prisoner()
    make_detention(prisoner=prisoner, began_on="2021-01-01", last_confirmed_on="2021-02-01")

    publish([prisoner.public_id], by=reviewer)

    assert spans(prisoner) == [
        ("in_custody", "2021-01-01", "2021-02-12"),
        ("maybe_in_custody", "2021-02-12", "9999-12-31"),
    ]
    assert Span.objects.get(status="in_custody").presumed_from == date(2021, 2, 2)


def test_arrest_and_release_in_the_same_unknown_month_are_never_certain(reviewer):
    prisoner = make_prisoner()
    make_detention(prisoner=prisoner, began_on="2021-01", ended_on="2021-01", end_reason="released")

    publish([prisoner.public_id], by=reviewer)

    assert spans(prisoner) == [
        ("maybe_in_custody", "2021-01-01", "2021-01-31"),
        ("released", "2021-01-31", "9999-12-31"),
    ]


def test_an_unreported_arrest_is_possible_from_the_first_source(reviewer):
    prisoner = make_prisoner()
    make_detention(prisoner=prisoner, began_on="", ended_on="2021-06-01", end_reason="released")
    make_citation(prisoner, source=make_source(published_on="2021-05-01"))

    publish([prisoner.public_id], by=reviewer)

    assert spans(prisoner) == [
        ("maybe_in_custody", "2021-05-01", "2021-06-01"),
        ("released", "2021-06-01", "9999-12-31"),
    ]


def test_death_in_custody_ends_every_other_status(reviewer):
    prisoner = make_prisoner()
    make_detention(
        prisoner=prisoner, began_on="2021-01-01", ended_on="2021-05-21", end_reason="death"
    )
    make_death(prisoner=prisoner, died_on="2021-05-21", death_class="in_facility")

    publish([prisoner.public_id], by=reviewer)

    assert spans(prisoner) == [
        ("in_custody", "2021-01-01", "2021-05-21"),
        ("died_in_custody", "2021-05-21", "9999-12-31"),
    ]
