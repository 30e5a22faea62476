"""Likely same persons on the screens of the staff, as forms are sent without JavaScript."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from prisoners.duplicates import find
from prisoners.models import Assignment, LikelyPair, NotSame, Prisoner
from prisoners.tests.builders import make_detention, make_prisoner
from sources.models import Record
from sources.tests.forms import fields_of, messages_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db
ADD = "admin:prisoners_prisoner_add"
TYPED = "admin:prisoners_likely_typed"


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


@pytest.fixture
def known():
    person = make_prisoner(display_name="Test Known Person", born_on="1990-05-12", sex="female")
    make_detention(prisoner=person, began_on="2020-08-09", place="Minsk")
    return person


@pytest.fixture
def pair(known):
    make_prisoner(display_name="Test Known Person", born_on="1990-05-12", sex="female")
    find.find_all()
    return LikelyPair.objects.get()


def enter(client, **typed):
    data = fields_of(client.get(reverse(ADD)))
    return client.post(reverse(ADD), data | {"display_name": "Test Known Person"} | typed)


# --- entering ---


def test_the_form_comes_back_once_with_who_is_likely_and_nothing_typed_is_lost(editor, known):
    asked = enter(editor, **{"detentions-0-began_on": "9 August 2020", "summary": "Long."})

    again = fields_of(asked)
    assert (Prisoner.objects.count(), again["summary"]) == (1, "Long.")
    assert again["detentions-0-began_on"] in ("9 August 2020", "2020-08-09")
    assert messages_of(asked)
    assert f"Test Known Person ({known.public_id})" in asked.content.decode()
    assert "The arrest agrees: 9 August 2020 and 9 August 2020." in asked.content.decode()

    saved = editor.post(reverse(ADD), again)

    assert saved.status_code == 302, messages_of(saved)
    assert Prisoner.objects.count() == 2
    assert not NotSame.objects.exists()
    assert LikelyPair.objects.count() == 1


def test_not_the_same_is_remembered_when_the_new_person_is_saved(editor, known):
    again = fields_of(enter(editor))

    saved = editor.post(reverse(ADD), again | {"not_same": known.public_id})

    assert saved.status_code == 302
    new = Prisoner.objects.exclude(pk=known.pk).get()
    judged = NotSame.objects.get()
    assert (judged.left, judged.right, judged.judged_by.username) == (known, new, "editor")


def test_another_mistake_does_not_make_the_form_ask_again(editor, known):
    again = fields_of(enter(editor, born_on="not a date"))

    saved = editor.post(reverse(ADD), fields_of(editor.post(reverse(ADD), again)) | {"born_on": ""})

    assert saved.status_code == 302


def test_a_name_typed_over_is_asked_about_anew(editor, known):
    other = make_prisoner(display_name="Somebody Else")
    again = fields_of(enter(editor))

    asked = editor.post(reverse(ADD), again | {"display_name": "Somebody Else"})

    assert asked.status_code == 200
    assert other.public_id in asked.content.decode()


def test_a_person_who_is_like_nobody_is_saved_at_once(editor, known):
    assert enter(editor, display_name="Quite Different").status_code == 302


def test_saving_a_person_who_is_here_asks_nothing(editor, pair):
    address = reverse("admin:prisoners_prisoner_change", args=[pair.left_id])

    saved = editor.post(address, fields_of(editor.get(address)) | {"born_on": "1990"})

    assert saved.status_code == 302, messages_of(saved)


# --- while typing ---


def typed(client, **data):
    return client.post(reverse(TYPED), {"display_name": "Test Known Person"} | data)


def test_what_is_typed_is_answered_with_reasons(editor, known):
    answer = typed(editor, born_on="1990").content.decode()

    assert known.public_id in answer
    assert "The birth agrees: 1990 and 12 May 1990." in answer


def test_births_apart_make_the_hint_go_away(editor, known):
    assert known.public_id not in typed(editor, born_on="1950").content.decode()


def test_a_record_is_no_duplicate_of_itself_and_those_judged_are_left_out(editor, pair):
    answer = typed(editor, of_record=pair.left.public_id).content.decode()
    assert pair.left.public_id not in answer
    assert pair.right.public_id in answer

    NotSame.objects.create(left=pair.left, right=pair.right)

    answer = typed(editor, of_record=pair.left.public_id).content.decode()
    assert pair.right.public_id not in answer


@pytest.mark.parametrize(
    "data",
    [
        {"display_name": ""},
        {"display_name": "\0%_'\"<b>" * 50},
        {"born_on": "soon", "detentions-0-began_on": "31.2.2020"},
        {"of_record": "RC-\0", "not_same": ["\0", "RC-??????"]},
        {"names-99999999999-text": "Test", "names-0-DELETE": "on"},
    ],
)
def test_whatever_is_typed_is_answered(editor, known, data):
    assert typed(editor, **data).status_code == 200


def test_only_staff_who_may_see_prisoners_are_answered(client, known):
    assert typed(client).status_code == 302

    client.force_login(User.objects.create_user("clerk", is_staff=True))

    assert typed(client).status_code == 403


def test_names_are_never_asked_about_in_an_address(editor):
    assert editor.get(reverse(TYPED), {"display_name": "Test Known Person"}).status_code == 405


# --- the queue ---


def listed(client, **query):
    page = client.get(reverse("admin:prisoners_likely"), query)
    return [each.pk for each, _reasons in page.context["pairs"]]


def test_the_queue_shows_pairs_with_their_reasons(editor, pair):
    page = editor.get(reverse("admin:prisoners_likely")).content.decode()

    assert pair.left.public_id in page
    assert "The birth agrees: 12 May 1990 and 12 May 1990." in page


def test_the_queue_is_narrowed(editor, pair):
    Record.objects.filter(pk=pair.left.record_id).update(state="published")
    Assignment.objects.create(prisoner=pair.right, user=User.objects.get(username="editor"))

    here, gone = [pair.pk], []
    assert listed(editor, band="same") == listed(editor, assigned="me") == here
    assert listed(editor, public="one") == listed(editor, page="x", band="?") == here
    assert listed(editor, band="review") == listed(editor, assigned="nobody") == gone
    assert listed(editor, public="both") == listed(editor, public="none") == gone


def test_the_queue_asks_as_few_questions_for_many_pairs_as_for_one(
    editor, pair, django_assert_max_num_queries
):
    for _ in range(4):
        make_prisoner(display_name="Test Known Person", born_on="1990-05-12", sex="female")
    find.find_all()

    with django_assert_max_num_queries(12):
        assert len(listed(editor)) == 15


def decide(client, pair, decision, **data):
    address = reverse("admin:prisoners_likely_pair", args=[pair.pk])
    return client.post(address, {"decision": decision} | data, follow=True)


def test_not_the_same_takes_a_pair_out_of_the_queue_and_can_be_taken_back(editor, pair):
    decide(editor, pair, "not_same", note="Mother and daughter.")
    assert listed(editor) == []

    page = editor.get(reverse("admin:prisoners_likely_pair", args=[pair.pk])).content.decode()
    assert "Mother and daughter." in page

    decide(editor, pair, "take_back")
    assert listed(editor) == [pair.pk]


def test_later_takes_a_pair_out_of_the_queue_for_now(editor, pair):
    decide(editor, pair, "later")

    assert listed(editor) == []


def test_a_decision_leads_to_the_next_pair(editor, pair):
    make_prisoner(display_name="Test Known Person", born_on="1990", sex="female")
    find.find_all()
    first, second, *_rest = listed(editor)

    answer = decide(editor, LikelyPair.objects.get(pk=first), "later")

    assert answer.redirect_chain[-1][0].endswith(f"/likely/{second}/")


def test_two_people_are_shown_side_by_side_with_ways_to_merge_them(editor, pair):
    page = editor.get(reverse("admin:prisoners_likely_pair", args=[pair.pk]))

    rows = {label: (here, there, same) for label, here, there, same in page.context["rows"]}
    assert rows["Born"] == (["12 May 1990"], ["12 May 1990"], True)
    assert rows["Detentions"] == (["9 August 2020 · Minsk"], [], False)
    left, right = pair.left.public_id, pair.right.public_id
    assert f"merge/?kept={left}&amp;absorbed={right}" in page.content.decode()
    assert f"merge/?kept={right}&amp;absorbed={left}" in page.content.decode()


def test_an_unknown_decision_is_no_page(editor, pair):
    assert decide(editor, pair, "burn").status_code == 404


def test_only_who_may_change_prisoners_decides(client, pair):
    client.force_login(User.objects.create_user("clerk", is_staff=True))

    assert client.get(reverse("admin:prisoners_likely")).status_code == 403
    assert decide(client, pair, "not_same").status_code == 403
    assert not NotSame.objects.exists()
