"""Rules across rows hold while two people save at the same time, as the staff's login."""

import pytest
from django.conf import settings
from django.db import connection

from prisoners.duplicates import find
from prisoners.models import Contact, Death, Detention, DuplicateSearch, LikelyPair
from prisoners.tests.builders import (
    make_contact,
    make_death,
    make_detention,
    make_prisoner,
    make_stay,
)
from sources.tests.sessions import side_by_side

pytestmark = pytest.mark.usefixtures("committed_db")


def rows(*models):
    return sum(model.objects.count() for model in models)


def test_these_sessions_are_those_of_staff():
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")

        assert cursor.fetchone() == (settings.DATABASES["default"]["USER"],)


@pytest.mark.parametrize("is_death_first", [True, False])
def test_a_death_and_a_later_arrest(is_death_first):
    prisoner = make_prisoner()
    writes = [
        lambda: make_death(prisoner=prisoner, died_on="2021-05-21"),
        lambda: make_detention(prisoner=prisoner, began_on="2021-06"),
    ]

    answers = side_by_side(*writes if is_death_first else writes[::-1])

    assert answers == ("", "This person cannot be arrested after death. Check both dates.")
    assert rows(Death, Detention) == 1


def test_a_death_and_a_later_sign_of_life():
    prisoner = make_prisoner()

    answers = side_by_side(
        lambda: make_contact(prisoner=prisoner, happened_on="2021-06"),
        lambda: make_death(prisoner=prisoner, died_on="2021-05-21"),
    )

    assert answers == ("", "A sign of life is later than the death. Check both dates.")
    assert rows(Death, Contact) == 1


def test_two_deaths_of_one_person():
    prisoner = make_prisoner()

    answers = side_by_side(*[lambda: make_death(prisoner=prisoner)] * 2)

    assert answers == ("", "The death of this person is recorded already.")
    assert rows(Death) == 1


def test_two_detentions_that_certainly_overlap():
    prisoner = make_prisoner()

    def write():
        make_detention(
            prisoner=prisoner, began_on="2020-08-09", ended_on="2020-09", end_reason="released"
        )

    answers = side_by_side(write, write)

    assert answers == ("", "This person was certainly in another detention during these days.")
    assert rows(Detention) == 1


@pytest.mark.parametrize("is_stay_first", [True, False])
def test_a_stay_and_a_detention_that_shrinks(is_stay_first):
    detention = make_detention(ended_on="2021-03", end_reason="released")
    writes = [
        lambda: make_stay(detention=detention, began_on="2021-02"),
        lambda: Detention.objects.filter(pk=detention.pk).update(ended_on="2021-01"),
    ]

    answers = side_by_side(*writes if is_stay_first else writes[::-1])

    assert answers == ("", "A stay lies outside its detention. Check the dates of both.")


def test_what_goes_together_is_taken_from_both():
    prisoner = make_prisoner()

    answers = side_by_side(
        lambda: make_death(prisoner=prisoner, died_on="2021-05-21"),
        lambda: make_detention(prisoner=prisoner, began_on="2021-05"),
    )

    assert answers == ("", "")
    assert rows(Death, Detention) == 2


@pytest.mark.parametrize("is_begun", [True, False])
def test_two_searches_for_duplicates_at_once_double_nothing(is_begun):
    for _ in range(4):
        make_prisoner(display_name="Test Twin", born_on="1990-05-12")
    if is_begun:
        DuplicateSearch.objects.create()

    assert side_by_side(find.find_all, find.find_all) == ("", "")

    assert LikelyPair.objects.count() == 6
    assert not DuplicateSearch.objects.filter(finished_at=None).exists()
