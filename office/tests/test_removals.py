"""Requests for removal: received, decided by one, an erasure confirmed by another."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils import timezone

from office.dashboard import waiting
from office.models import Removal
from office.removals import deciding
from office.roles.permissions import make_groups
from office.tests.removals import make_removal
from pardons.tests.builders import make_act
from prisoners.models import Prisoner
from prisoners.tests.builders import make_prisoner
from register.models import Identity, Tombstone
from register.publishing import publish
from sources.models import Record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.ERASURE_LEDGER = tmp_path / "erasures"
    settings.MEDIA_ROOT = tmp_path / "media"


def make_user(name, group):
    make_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def editor():
    return make_user("editor", "editors")


@pytest.fixture
def reviewer():
    return make_user("reviewer", "reviewers")


@pytest.fixture
def public():
    person = make_prisoner(display_name="Taras Proverka")
    publish([person.public_id], by=User.objects.create(username="publisher"))
    return person


def decide(client, removal, **posted):
    return client.post(
        reverse("admin:office_removal_decide", args=[removal.pk]), posted, follow=True
    )


def text(answer):
    return answer.content.decode()


def test_a_request_is_received_with_its_deadline(client, editor, public, settings):
    settings.REMOVAL_DAYS = 14
    client.force_login(editor)
    day = timezone.localdate() - timedelta(days=20)

    answer = client.post(
        reverse("admin:office_removal_add"),
        {
            "received_on": day.isoformat(),
            "record": public.public_id.lower().upper(),
            "asked_by": "family",
            "wish": "withhold",
            "text": "Please.",
        },
        follow=True,
    )

    removal = Removal.objects.get()
    assert removal.record_id == public.public_id
    assert deciding.due_on(removal) == day + timedelta(days=14)
    assert "overdue" in text(answer)
    [tile] = [each for each in waiting(editor) if each.title == "Requests for removal"]
    assert (tile.count, tile.note) == (1, "1 of them overdue")
    assert "overdue" in text(client.get(reverse("admin:office_removal_changelist")))


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("record", "RC-ZZZZZZ", "There is no record with this public id."),
        ("received_on", "2999-01-01", "This day has not come yet."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(client, editor, field, value, sentence):
    client.force_login(editor)
    posted = {"received_on": "2024-01-01", "asked_by": "other", "wish": "erase"} | {field: value}

    assert sentence in text(client.post(reverse("admin:office_removal_add"), posted))


def test_hiding_acts_at_once(client, editor, public):
    client.force_login(editor)
    for wish in ("withhold", "withdraw"):
        removal = make_removal(record=public.record, wish=wish)
        decide(client, removal, decision="grant", wish=wish, why="request")
        removal.refresh_from_db()
        assert removal.done_at

        if wish == "withhold":
            assert Identity.objects.get(pk=public.public_id).is_withheld
    assert Tombstone.objects.get(pk=public.public_id).reason == "request"


def test_an_erasure_takes_the_record_down_and_waits_for_a_second_person(
    client, editor, reviewer, public
):
    removal = make_removal(record=public.record, text="Please.", contact="+375 00")
    client.force_login(editor)
    page = decide(client, removal, decision="grant", wish="erase", why="risk")

    assert Tombstone.objects.filter(pk=public.public_id).exists()
    assert Prisoner.objects.filter(pk=public.pk).exists()
    assert "Somebody else, who may confirm erasures" in text(page)
    refused = decide(
        client, removal, **{"decision": "confirm", "confirm-public_id": public.public_id}
    )
    assert refused.status_code == 403
    client.force_login(reviewer)
    wrong = decide(client, removal, **{"decision": "confirm", "confirm-public_id": "RC-000000"})
    assert "This is not the public id of the record." in text(wrong)
    decide(client, removal, **{"decision": "confirm", "confirm-public_id": public.public_id})

    removal.refresh_from_db()
    assert not Prisoner.objects.filter(pk=public.pk).exists()
    assert Record.objects.get(pk=public.public_id).state == "erased"
    assert (removal.text, removal.contact, bool(removal.done_at)) == ("", "", True)
    assert "Taras Proverka" not in text(client.get(reverse("admin:office_removal_changelist")))


def test_the_second_person_sees_where_the_name_would_stay(client, editor, reviewer, public):
    make_act(staff_note="Taras Proverka was named by the agency.")
    removal = make_removal(record=public.record)
    deciding.grant(removal, by=editor, wish="erase", why="request")
    client.force_login(reviewer)

    page = text(client.get(reverse("admin:office_removal_decide", args=[removal.pk])))

    assert "Clemency acts: the name stays in 1 row of others." in page
    assert Prisoner.objects.filter(pk=public.pk).exists()


def test_an_erasure_that_is_not_confirmed_is_decided_anew(client, editor, reviewer, public):
    removal = make_removal(record=public.record)
    deciding.grant(removal, by=editor, wish="erase", why="request")
    client.force_login(reviewer)

    decide(client, removal, decision="reopen")

    removal.refresh_from_db()
    assert (removal.decision, removal.granted, removal.decided_by) == ("", "", None)


def test_the_erasure_and_the_end_of_the_request_are_one_step(editor, reviewer, public, monkeypatch):
    removal = make_removal(record=public.record)
    deciding.grant(removal, by=editor, wish="erase", why="request")
    erase = deciding.erase

    def erase_and_break_off(*args, **kwargs):
        erase(*args, **kwargs)
        raise InterruptedError

    monkeypatch.setattr(deciding, "erase", erase_and_break_off)
    with pytest.raises(InterruptedError):
        deciding.confirm(removal, by=reviewer)

    assert Prisoner.objects.filter(pk=public.pk).exists()
    assert Removal.objects.get().waits_for_second_person


def test_a_refusal_gives_reasons_and_is_done_when_it_was_sent(client, editor, public):
    removal = make_removal(record=public.record)
    client.force_login(editor)
    assert "This field is required." in text(decide(client, removal, decision="refuse", note=""))

    decide(client, removal, decision="refuse", note="It was published by the person.")
    decide(client, removal, decision="done")

    removal.refresh_from_db()
    assert (removal.decision, bool(removal.done_at)) == ("refused", True)


@pytest.mark.parametrize("record", [None, "act"])
def test_only_a_person_is_erased(editor, record):
    record = record and make_act().record

    with pytest.raises(deciding.CannotDecide):
        deciding.grant(make_removal(record=record), by=editor, wish="erase", why="request")


def test_who_may_not_see_requests_is_sent_away(client):
    removal = make_removal()
    client.force_login(make_user("reader", "readers"))

    assert decide(client, removal, decision="refuse").status_code == 403
