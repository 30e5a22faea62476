"""The history of a record on the screen: who may read it, who may undo, what is said."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from prisoners.models import Detention
from prisoners.tests.builders import make_death, make_detention, make_name, make_prisoner
from sources.history import history_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def history(root):
    return reverse("admin:office_history", args=[root.record_id])


def undo(root):
    return reverse("admin:office_undo", args=[root.record_id])


def test_the_history_button_leads_there(editor):
    person = make_prisoner()

    answer = editor.get(reverse("admin:prisoners_prisoner_history", args=[person.pk]))

    assert answer.url == history(person)


def test_the_screen_shows_who_did_what(editor):
    held = make_detention()
    Detention.objects.update(ended_on="2024-08", end_reason="pardon")

    page = editor.get(history(held.prisoner)).content.decode()

    assert "end of detention: <del>unknown</del> → <ins>August 2024, pardon</ins>" in page


def test_html_in_a_name_is_only_text(editor):
    name = make_name(text="<script>alert(1)</script>")

    assert "<script>alert(1)" not in editor.get(history(name.prisoner)).content.decode()


def test_undoing_asks_first_and_becomes_history(editor):
    name = make_name()
    person = name.prisoner
    key = history_of(person)[0].key

    asked = editor.get(undo(person), {"event": key})
    assert asked.status_code == 200
    assert person.names.exists()

    editor.post(undo(person), {"event": key})
    assert not person.names.exists()
    assert history_of(person)[0].screen == "history, undone"


def test_what_the_rules_refuse_is_said_and_nothing_changes(editor):
    held = make_detention(began_on="2020")
    Detention.objects.update(began_on="2019")
    key = next(each.key for each in history_of(held.prisoner) if each.kind == "update")
    make_death(prisoner=held.prisoner, died_on="2019-05")

    answer = editor.post(undo(held.prisoner), {"event": key}, follow=True)

    said = [str(message) for message in answer.context["messages"]]
    assert said == ["Not undone. This person cannot be arrested after death. Check both dates."]
    held.refresh_from_db()
    assert held.began_on == "2019"


def test_only_who_may_see_the_record_reads_its_history(client):
    client.force_login(User.objects.create(username="guest", is_staff=True))
    person = make_prisoner()

    assert client.get(history(person)).status_code == 403
    assert client.post(undo(person), {"event": "x"}).status_code == 403


def test_the_screen_asks_no_more_for_a_long_history(editor, django_assert_max_num_queries):
    person = make_prisoner()
    for _ in range(60):
        make_name(prisoner=person)

    with django_assert_max_num_queries(40):
        answer = editor.get(history(person))

    assert len(answer.context["page"]) == 50


@pytest.mark.parametrize("wrong", ["RC-NOBODY", "\0", "x" * 500])
def test_an_unknown_record_is_not_found(editor, wrong):
    assert editor.get(reverse("admin:office_history", args=[wrong])).status_code == 404
