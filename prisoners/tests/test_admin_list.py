"""The list of cases: what it finds, what it shows, and that it asks a bounded number of questions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from prisoners.models import Assignment
from prisoners.questions import unconfirmed
from prisoners.tests.builders import (
    make_contact,
    make_detention,
    make_external_id,
    make_name,
    make_prisoner,
    make_tag,
)
from sources.models import Record
from tests.staff import make_editor

pytestmark = pytest.mark.django_db

LIST = "admin:prisoners_prisoner_changelist"


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def found(client, **query):
    answer = client.get(reverse(LIST), query)
    assert answer.status_code == 200
    return {row.display_name for row in answer.context["cl"].result_list}


@pytest.mark.parametrize(
    "words", ["alena", "Тэставая", "Asoba Test", "list-77", "RC-TEST77", "Alena Test (RC-TEST77)"]
)
def test_a_person_is_found_by_any_name_and_any_id(editor, words):
    alena = make_prisoner(display_name="Alena Test", record_id="RC-TEST77")
    make_name(prisoner=alena, text="Тэставая Алена")
    make_name(prisoner=alena, text="Asoba Test")
    make_external_id(prisoner=alena, value="list-77")
    make_prisoner(display_name="Somebody Else")

    assert found(editor, q=words) == {"Alena Test"}


def test_the_list_asks_no_more_for_fifty_people_than_for_twenty_five(editor):
    def queries_for_more_people():
        for _ in range(25):
            person = make_prisoner()
            make_detention(prisoner=person)
            Assignment.objects.create(prisoner=person, user=User.objects.get(username="editor"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            editor.get(reverse(LIST))
        return len(asked)

    queries_for_more_people()  # what is asked once per process is asked here

    few, many = queries_for_more_people(), queries_for_more_people()
    assert few == many
    assert many <= 20


def test_filters_by_state(editor):
    make_prisoner(display_name="Draft")
    ready = make_prisoner(display_name="Ready")
    changed = make_prisoner(display_name="Changed")
    Record.objects.filter(pk=ready.record_id).update(state="ready")
    Record.objects.filter(pk=changed.record_id).update(state="published", published_revision=0)

    assert found(editor, state="draft") == {"Draft"}
    assert found(editor, state="ready") == {"Ready"}
    assert found(editor, state="changed") == {"Changed"}


def test_filters_by_tag_country_and_assignment(editor):
    tagged = make_prisoner(display_name="Tagged")
    tagged.tags.add(tag := make_tag())
    abroad = make_detention(country="PL", prisoner=make_prisoner(display_name="Abroad"))
    mine = make_prisoner(display_name="Mine")
    Assignment.objects.create(prisoner=mine, user=User.objects.get(username="editor"))

    assert found(editor, tag=tag.pk) == {"Tagged"}
    assert found(editor, country=abroad.country) == {"Abroad"}
    assert found(editor, assigned="me") == {"Mine"}
    assert found(editor, assigned="nobody") == {"Tagged", "Abroad"}


@pytest.mark.parametrize("name", ["state", "tag", "assigned", "country", "custody", "q", "p"])
@pytest.mark.parametrize("value", ["x" * 10_000, "\0", "-1", "9" * 30, "<script>"])
def test_a_senseless_filter_is_no_error(editor, name, value):
    assert editor.get(reverse(LIST), {name: value}, follow=True).status_code == 200


def test_autocomplete_survives_a_null_character(editor):
    address = reverse("admin:autocomplete")
    query = {"app_label": "prisoners", "model_name": "stay", "field_name": "facility"}

    assert editor.get(address, query | {"term": "a\0b"}).json()["results"] == []


# --- not confirmed for 90 days --------------------------------------------------------------------


def days_ago(days):
    return (timezone.localdate() - timedelta(days=days)).isoformat()


def test_custody_is_unconfirmed_after_more_than_90_days():
    arrested = make_detention(began_on=days_ago(400))
    late = make_detention(began_on=days_ago(400), last_confirmed_on=days_ago(91))

    assert set(unconfirmed()) == {arrested, late}


@pytest.mark.parametrize(
    "dates",
    [
        {"last_confirmed_on": days_ago(90)},
        {"ended_on": days_ago(200), "end_reason": "pardon"},
        {"began_on": days_ago(90)},
    ],
    ids=["confirmed", "over", "arrested lately"],
)
def test_custody_is_not_unconfirmed(dates):
    make_detention(**{"began_on": days_ago(400)} | dates)

    assert not unconfirmed().exists()


def test_the_filter_shows_the_unconfirmed(editor):
    make_detention(began_on="2020", prisoner=make_prisoner(display_name="Long ago"))
    make_contact()

    assert found(editor, custody="unconfirmed") == {"Long ago"}
