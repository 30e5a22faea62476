"""Many records approved at once: what belongs together is approved together."""

from importlib import import_module

import pghistory
import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from office.models import Batch
from office.review import deciding
from office.review.checklist import QUESTIONS
from pardons.tests.builders import make_act, make_beneficiary
from prisoners.tests.builders import make_consent, make_prisoner, make_relation
from register.models import Beneficiary, Relation, Text
from register.publishing import digests, publish, withdraw
from sources.models import Record

pytestmark = pytest.mark.django_db
NO_HARM = dict.fromkeys(QUESTIONS, "no")


@pytest.fixture
def editor():
    return User.objects.create_user("editor", is_staff=True)


@pytest.fixture
def reviewer():
    return User.objects.create_user("reviewer", is_staff=True)


def approve_all(reviewer):
    batch = deciding.draw_batch(Record.objects.values_list("pk", flat=True), by=reviewer)
    deciding.approve_batch(batch, by=reviewer, answers=NO_HARM)


def test_an_act_is_approved_together_with_the_people_it_names(editor, reviewer):
    with pghistory.context(user=editor.pk):
        released = make_beneficiary()

    approve_all(reviewer)

    assert Beneficiary.objects.get().prisoner_id == released.prisoner.public_id


def test_what_an_act_says_of_a_person_who_comes_back_with_it_is_approved_with_it(editor, reviewer):
    with pghistory.context(user=editor.pk):
        person = make_prisoner()
    publish([person.public_id], by=reviewer)
    withdraw(person.public_id, reason="error")
    with pghistory.context(user=editor.pk):
        make_beneficiary(prisoner=person, act=make_act(), note="Released at the border.")

    approve_all(reviewer)

    assert Text.objects.get(field="note").text == "Released at the border."


def test_people_who_name_each_other_are_approved_together_however_many_they_are(
    editor, reviewer, monkeypatch
):
    monkeypatch.setattr(import_module("register.publishing.digests"), "CHUNK", 1)
    with pghistory.context(user=editor.pk):
        one, other = make_prisoner(), make_prisoner()
        make_relation(prisoner=one, other=other)
        make_relation(prisoner=other, other=one)

    approve_all(reviewer)

    linked = set(Relation.objects.values_list("entry__public_id", "other_id"))
    assert linked == {
        (one.public_id, other.public_id),
        (other.public_id, one.public_id),
    }


def test_the_ground_of_each_sampled_record_stands_on_the_screen(client, editor):
    reviewer = User.objects.create_superuser("admin")
    with pghistory.context(user=editor.pk):
        agreed = make_prisoner(publication_basis="consent")
        make_consent(prisoner=agreed, given_on="2024-03-05")
        make_prisoner(publication_basis="public_interest", basis_note="A judge in office.")
        make_prisoner()
    client.force_login(reviewer)
    batch = deciding.draw_batch(Record.objects.values_list("pk", flat=True), by=reviewer)

    page = client.get(reverse("admin:office_review_batch", args=[batch.pk])).content.decode()

    assert "5 March 2024" in page
    assert "A judge in office." in page
    assert "Nobody has decided yet on what ground this is published." in page


def test_a_large_sample_is_shown_in_a_bounded_number_of_queries(
    client, editor, django_assert_max_num_queries
):
    reviewer = User.objects.create_superuser("admin")
    with pghistory.context(user=editor.pk):
        for _ in range(20):
            make_consent()
    client.force_login(reviewer)
    ids = list(Record.objects.values_list("pk", flat=True))
    batch = Batch.objects.create(drawn_by=reviewer, digests=digests(ids), sample=ids)

    with django_assert_max_num_queries(16):
        client.get(reverse("admin:office_review_batch", args=[batch.pk]))
