"""On what ground somebody is public: told to the reviewer, waiting for a decision when it ends."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from office.grounds import told
from office.grounds.waiting import waiting
from office.models import Remark
from prisoners.models import Consent, Prisoner
from prisoners.tests.builders import (
    make_consent,
    make_official,
    make_prisoner,
    make_prosecution,
    make_verdict,
)
from register.models import Identity
from register.publishing import publish
from sources.models import Record
from sources.tests.forms import fields_of, messages_of
from tests.staff import make_editor

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def editor(client):
    client.user = make_editor()
    client.force_login(client.user)
    return client


def published(**fields):
    """Somebody who is public by consent."""
    person = make_prisoner(**{"publication_basis": "consent"} | fields)
    make_consent(prisoner=person, scope=["name", "health", "letters"])
    reviewer, _ = get_user_model().objects.get_or_create(username="publisher")
    publish([person.public_id], by=reviewer)
    return person


def queue():
    return [(item.what, item.seal) for item in waiting(TODAY)]


def open_queue(client, **sent):
    address = reverse("admin:office_grounds")
    return client.post(address, sent, follow=True) if sent else client.get(address)


# --- the queue ----------------------------------------------------------------------------------

NO_GROUND = "Public by consent, and no such consent is in force."


def test_a_consent_in_force_waits_for_nobody():
    published()

    assert queue() == []


@pytest.mark.parametrize(
    "ended", [{"withdrawn_on": str(TODAY)}, {"until_on": "2024-06-01"}], ids=str
)
def test_when_a_consent_ends_the_person_waits_at_once_and_the_name_can_be_withheld(editor, ended):
    person = published()
    Consent.objects.update(**ended)
    assert queue() == [(NO_GROUND, ())]

    answer = open_queue(editor, person=person.public_id, step="withhold")

    assert "The name is hidden, in all editions." in answer.content.decode()
    assert Identity.objects.get().is_withheld
    assert queue() == []


def test_a_consent_that_was_removed_ends_too():
    published()
    Consent.objects.all().delete()

    assert queue() == [(NO_GROUND, ())]


def test_what_a_consent_was_for_besides_the_name_can_be_taken_down_alone(editor):
    person = published(health=["cancer"], health_text="Test illness", letters_address="Street 1")
    Consent.objects.update(withdrawn_on=str(TODAY))
    make_consent(prisoner=person, scope=["name", "letters"])
    assert queue() == [
        ("The consent for this is over, and it is public: Health.", ("health", "health_text"))
    ]

    open_queue(editor, person=person.public_id, step="seal", seal=["health", "health_text"])

    assert Identity.objects.get().health_text == ""
    assert Prisoner.objects.get().sealed_fields == ["health", "health_text"]
    assert Remark.objects.get().kind == "sealed"
    assert queue() == []


@pytest.mark.parametrize(
    "found_out",
    [{"born_on": "2020"}, {"is_name_withheld": True, "withheld_reason": "At risk."}],
    ids=str,
)
def test_who_is_to_be_withheld_by_an_import_waits_and_is_hidden(editor, found_out):
    person = published()
    Prisoner.objects.update(**found_out)
    assert queue() == [("The name is to be withheld, and is public.", ())]

    open_queue(editor, person=person.public_id, step="withhold")

    assert Identity.objects.get().is_withheld
    assert queue() == []


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"embargo_ends_on": TODAY, "embargo_reason": "Appeal."}, "The embargo is over."),
        ({"embargo_ends_on": TODAY + timedelta(1), "embargo_reason": "Appeal."}, None),
        (
            {"basis_review_on": str(TODAY + timedelta(30))},
            "Look at the basis of publication again.",
        ),
        ({"basis_review_on": str(TODAY + timedelta(31))}, None),
        (
            {"sealed_fields": ["health"], "sealed_reason": "Asked.", "sealed_review_on": "2024"},
            "Look at what is sealed again.",
        ),
    ],
    ids=str,
)
def test_days_that_come_are_told_thirty_days_ahead_and_embargoes_when_they_end(fields, what):
    make_prisoner(**fields)

    assert [said for said, _seal in queue()] == ([what] if what else [])


def test_a_consent_to_be_looked_at_again_is_told():
    make_consent(review_on=str(TODAY + timedelta(10)))

    assert [said for said, _seal in queue()] == [
        "Look at the consent again: The person: Name and case."
    ]


def test_an_embargo_that_is_over_waits_until_the_record_is_published():
    person = make_prisoner(embargo_ends_on=TODAY, embargo_reason="Appeal.")
    publish([person.public_id], by=get_user_model().objects.create_user("publisher"))

    assert queue() == []


def test_the_number_stands_on_the_first_page_and_the_screen_opens(editor):
    published(display_name="Test Person 17")
    Consent.objects.update(withdrawn_on=str(TODAY))

    assert (
        "1 of them are public without a ground"
        in editor.get(reverse("admin:index")).content.decode()
    )
    assert "Test Person 17" in open_queue(editor).content.decode()


def test_who_may_not_change_people_hides_nobody(client):
    person = published()
    client.force_login(get_user_model().objects.create_user("guest", is_staff=True))

    assert open_queue(client).status_code == 403
    assert open_queue(client, person=person.public_id, step="withhold").status_code == 403
    assert not Identity.objects.get().is_withheld


@pytest.mark.parametrize(
    "sent",
    [{"person": "x"}, {"step": "seal"}, {"step": "seal", "seal": "notes"}, {"step": "erase"}],
    ids=str,
)
def test_nonsense_is_not_found(editor, sent):
    person = published()

    assert open_queue(editor, **{"person": person.public_id} | sent).status_code == 404


# --- what the reviewer is told ------------------------------------------------------------------


def lines(person):
    return {
        line.title: line.text for line in told.of_record(Record.objects.get(pk=person.public_id))
    }


def test_the_reviewer_is_told_on_what_ground_it_is_published():
    person = make_prisoner(
        embargo_ends_on=TODAY + timedelta(5),
        embargo_reason="The appeal.",
        sealed_fields=["health", "photo"],
        sealed_reason="Asked.",
    )
    make_consent(prisoner=person, given_by="family", scope=["name"], given_on="2024-05-01")

    said = lines(person)

    assert said["Basis"] == "Nobody has decided yet on what ground this is published."
    assert said["Consent"] == "The family, 1 May 2024, in writing, signed: Name and case"
    assert said["Embargo"].endswith("The appeal.")
    assert said["Sealed"] == "Health, Photo: Asked."
    assert said["Age"] == "The age is not known."
    assert said["In the way"].startswith("Under embargo")


def test_the_reviewer_is_told_of_a_judge_who_will_not_be_named():
    prosecution = make_prosecution()
    make_verdict(prosecution=prosecution, judge=make_official(name="Test Judge"))

    assert lines(prosecution.prisoner)["Judge"].startswith("Test Judge is not named in public")


def test_the_consent_for_health_stands_beside_the_question(editor):
    person = make_prisoner()
    Record.objects.update(state="ready")
    page = reverse("admin:office_review", args=[person.public_id])
    editor.user.is_superuser = True
    editor.user.save()
    assert "No consent for it is in force." in editor.get(page).content.decode()

    make_consent(prisoner=person, scope=["health"])
    Record.objects.update(editors=[])

    assert "The person, 1 May 2024, in writing, signed: Health" in editor.get(page).content.decode()


# --- the form -----------------------------------------------------------------------------------


def test_a_name_that_is_withheld_on_the_form_is_hidden_at_once(editor):
    person = published()
    page = reverse("admin:prisoners_prisoner_change", args=[person.pk])

    answer = editor.post(
        page,
        fields_of(editor.get(page)) | {"is_name_withheld": "on", "withheld_reason": "At risk."},
    )

    assert answer.status_code == 302, messages_of(answer)
    assert Identity.objects.get().is_withheld
