"""Clemency acts in the admin: entry with what was announced, and the list with its open places."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pardons.models import ClemencyAct
from pardons.tests.builders import make_act, make_announced_count, make_beneficiary
from prisoners.tests.builders import make_prisoner
from sources.tests.forms import fields_of, messages_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db

LIST = "admin:pardons_clemencyact_changelist"


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def act_of(announced, people=0):
    act = make_act()
    make_announced_count(act=act, category="total", lower=announced, upper=announced)
    for _ in range(people):
        make_beneficiary(act=act)
    return act


def send(client, address, **changes):
    return client.post(address, fields_of(client.get(address)) | changes)


def test_an_act_is_entered_with_what_was_announced(editor):
    answer = send(
        editor,
        reverse("admin:pardons_clemencyact_add"),
        **{
            "announced_on": "9 December 2024",
            "announced_counts-0-category": "total",
            "announced_counts-0-lower": "29",
            "announced_counts-0-upper": "29",
            "announced_counts-1-category": "women",
            "announced_counts-1-lower": "11",
        },
    )

    assert answer.status_code == 302, messages_of(answer)
    act = ClemencyAct.objects.get()
    assert act.announced_on == "2024-12-09"
    assert [(c.category, c.lower) for c in act.announced_counts.all()] == [
        ("total", 29),
        ("women", 11),
    ]


def test_the_list_shows_open_places_and_filters_by_them(editor):
    act_of(announced=29, people=1)
    act_of(announced=1, people=1)
    make_act()  # nothing announced: whether places are open is not known

    everything = editor.get(reverse(LIST)).context["cl"].result_list
    waiting = editor.get(reverse(LIST), {"places": "open"}).context["cl"].result_list

    assert sorted(str(act.open_places) for act in everything) == ["0", "28", "None"]
    assert [act.open_places for act in waiting] == [28]


def test_the_list_asks_no_more_for_more_acts(editor):
    def queries_for_more_acts():
        for _ in range(10):
            act_of(announced=2, people=1)
        with CaptureQueriesContext(connection) as asked:
            editor.get(reverse(LIST))
        return len(asked)

    queries_for_more_acts()  # what is asked once per process is asked here

    assert queries_for_more_acts() == queries_for_more_acts()


def test_one_person_too_many_is_said_beside_the_people(editor):
    act = act_of(announced=1, people=1)
    person = make_prisoner()

    answer = send(
        editor,
        reverse("admin:pardons_clemencyact_change", args=[act.pk]),
        **{"beneficiaries-1-prisoner": str(person)},
    )

    said = (
        "2 people are entered, but at most 1 were announced. "
        "Correct one of the two, or mark the act as undercounted."
    )
    assert messages_of(answer).count(said) == 2  # above the form and above the people
    assert act.beneficiaries.count() == 1


def test_one_person_twice_is_refused(editor):
    act = act_of(announced=9)
    known = make_beneficiary(act=act)

    answer = send(
        editor,
        reverse("admin:pardons_clemencyact_change", args=[act.pk]),
        **{"beneficiaries-1-prisoner": str(known.prisoner)},
    )

    assert answer.status_code == 200
    assert act.beneficiaries.count() == 1
