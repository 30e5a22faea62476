"""The first day on which somebody may have been arrested, as an entry has it."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model

from prisoners.tests.builders import make_detention, make_prisoner
from register.models import Entry
from register.publishing import publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("begun", "first"),
    [
        (["2020-08-09", "2015-05"], date(2015, 5, 1)),
        (["2020-08-09", ""], date(2020, 8, 9)),
        (["2020-08-09", "[..2019-03-04]"], None),
        ([""], None),
        ([], None),
    ],
)
def test_it_is_of_all_dated_detentions_and_open_where_one_of_them_is(begun, first):
    person = make_prisoner()
    for day in begun:
        make_detention(prisoner=person, began_on=day)

    publish([person.public_id], by=get_user_model().objects.create_user("reviewer"))

    assert Entry.objects.get().first_arrested_earliest == first
