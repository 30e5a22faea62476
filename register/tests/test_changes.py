"""The log of changes: what each edition did to which record, in kind and never in values."""

import pytest
from django.contrib.auth import get_user_model

from pardons.tests.builders import make_act, make_beneficiary
from prisoners.merging import merge
from prisoners.tests.builders import make_death, make_detention, make_name, make_prisoner
from register.models import Change
from register.publishing import publish, rehearse, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return get_user_model().objects.create_user("reviewer")


def logged(record):
    """[(edition, kind, why, facts)] of one record, in order."""
    rows = Change.objects.filter(public_id=record.public_id).order_by("edition")
    return list(rows.values_list("edition", "kind", "why", "facts"))


def test_the_first_edition_of_a_record_is_new_and_lists_no_facts(reviewer):
    person = make_prisoner()
    make_detention(prisoner=person)

    publish([person.public_id], by=reviewer, why="error")

    assert logged(person) == [(1, "new", "", [])]


def test_a_correction_says_which_facts_differ_and_why(reviewer):
    person = make_prisoner(sex="male")
    held = make_detention(prisoner=person, began_on="2021-01-09")
    publish([person.public_id], by=reviewer)
    person.sex = "female"
    person.save()
    held.began_on = "2021-01-10"
    held.save()

    publish([person.public_id], by=reviewer, why="error")

    assert logged(person)[1:] == [(2, "corrected", "error", ["detention.began_on", "entry.sex"])]


def test_a_row_that_comes_or_goes_is_one_fact(reviewer):
    person = make_prisoner()
    held = make_detention(prisoner=person, began_on="2021-01-09", place="Minsk")
    publish([person.public_id], by=reviewer)
    held.delete()
    make_death(prisoner=person)

    publish([person.public_id], by=reviewer, why="learned")

    assert logged(person)[1:] == [(2, "corrected", "learned", ["death.added", "detention.removed"])]


def test_a_change_of_names_is_said_as_that_and_no_more(reviewer):
    person = make_prisoner(display_name="Test Person 17")
    publish([person.public_id], by=reviewer)
    make_name(prisoner=person, text="Other Name")

    publish([person.public_id], by=reviewer, why="learned")

    assert logged(person)[1:] == [(2, "corrected", "learned", ["texts"])]


def test_nothing_is_logged_where_nothing_changed(reviewer):
    person = make_prisoner()
    publish([person.public_id], by=reviewer)

    publish([person.public_id], by=reviewer)
    rehearse(person.public_id, lambda edition: None)

    assert len(logged(person)) == 1


def test_a_withdrawal_has_its_reason_and_what_comes_back_is_new(reviewer):
    person = make_prisoner()
    publish([person.public_id], by=reviewer)
    withdraw(person.public_id, reason="risk")

    publish([person.public_id], by=reviewer)

    assert logged(person)[1:] == [(2, "withdrawn", "risk", []), (3, "new", "", [])]


def test_a_record_that_became_part_of_another_is_merged(reviewer):
    kept, absorbed = make_prisoner(), make_prisoner()
    act = make_act()
    make_beneficiary(act=act, prisoner=absorbed)
    publish([kept.public_id, absorbed.public_id, act.public_id], by=reviewer)
    merge(kept=kept.public_id, absorbed=absorbed.public_id, by=reviewer)

    publish([kept.public_id], by=get_user_model().objects.create_user("second"), why="learned")

    assert logged(absorbed)[1:] == [(2, "merged", "duplicate", [])]
    assert logged(act)[1:] == [(2, "corrected", "duplicate", ["beneficiary.prisoner_id"])]
