"""Nobody takes confidential data out alone: a second person approves, and the approval ends."""

import io
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import seeing
from office.audit.kinds import Kind
from office.exporting import requests
from office.models import AuditEvent, ExportLog, ExportRequest, SealedCase
from office.roles.permissions import make_groups
from prisoners.tests.builders import make_prisoner

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    make_groups()
    users = {}
    for name, role in {"asks": "editors", "decides": "publishers", "reads": "readers"}.items():
        users[name] = User.objects.create_user(name, is_staff=True)
        users[name].groups.set(Group.objects.filter(name=role))
    return users


def ask(client, user, query="sex__exact=female"):
    client.force_login(user)
    address = reverse("admin:prisoners_prisoner_export")
    data = {"columns": ["public_id", "notes"], "file_format": "csv", "reason": "For the lawyers"}
    assert client.post(f"{address}?{query}", data).status_code == 302
    return ExportRequest.objects.latest("pk")


def decide(client, user, asked, decision="approved"):
    client.force_login(user)
    address = reverse("admin:office_export_decide", args=[asked.pk])
    return client.post(address, {"decision": decision, "note": ""}, follow=True)


def fetch(client, user, asked):
    client.force_login(user)
    return client.post(reverse("admin:office_export_fetch", args=[asked.pk]), follow=True)


def text_of(response):
    if response.streaming:
        return b"".join(response.streaming_content).decode("utf-8-sig")
    return response.content.decode()


def test_what_a_second_person_approved_can_be_fetched(client, staff):
    prisoner = make_prisoner(sex="female", notes="Confidential")
    make_prisoner(sex="male")
    asked = ask(client, staff["asks"])

    decide(client, staff["decides"], asked)

    lines = text_of(fetch(client, staff["asks"], asked)).splitlines()
    assert lines == ["public_id,notes", f"{prisoner.public_id},Confidential"]
    assert ExportLog.objects.get().request == asked
    told = AuditEvent.objects.filter(kind__in=["export_asked", "export_approved", "exported"])
    assert list(told.order_by("id").values_list("kind", "by__username")) == [
        (Kind.EXPORT_ASKED, "asks"),
        (Kind.EXPORT_APPROVED, "decides"),
        (Kind.EXPORTED, "asks"),
    ]


def test_who_decides_sees_what_it_holds(client, staff):
    make_prisoner(sex="female")
    asked = ask(client, staff["asks"])
    client.force_login(staff["decides"])

    page = client.get(reverse("admin:office_exportrequest_change", args=[asked.pk]))

    shown = page.content.decode()
    for told in ("For the lawyers", "sex__exact = female", "public_id, notes", "1 now"):
        assert told in shown


def test_nobody_decides_about_their_own(client, staff):
    staff["asks"].groups.add(Group.objects.get(name="publishers"))
    asked = ask(client, staff["asks"])

    page = decide(client, staff["asks"], asked)

    assert "a second person decides" in page.content.decode()
    asked.refresh_from_db()
    assert asked.decision == ""
    own = ExportRequest.objects.filter(pk=asked.pk)
    with pytest.raises(IntegrityError, match="export_decided_by_another"), transaction.atomic():
        own.update(decision="approved", decided_by=staff["asks"])
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        own.update(columns=["informants"])


def test_without_the_right_nobody_decides_and_nobody_looks(client, staff):
    asked = ask(client, staff["asks"])

    assert decide(client, staff["reads"], asked).status_code == 403
    page = client.get(reverse("admin:office_exportrequest_change", args=[asked.pk]))
    assert page.status_code == 403


def test_only_who_asked_fetches_it(client, staff):
    asked = ask(client, staff["asks"])
    decide(client, staff["decides"], asked)

    page = fetch(client, staff["decides"], asked)

    assert "Only who asked for it fetches it." in text_of(page)
    assert not ExportLog.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"decision": "", "decided_by": None}, "It waits for a second person."),
        ({"decision": "refused"}, "It was refused."),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "The approval has expired."),
        ({"downloads": 3}, "as often as was approved"),
    ],
)
def test_what_is_not_approved_any_more_says_so(client, staff, change, sentence):
    asked = ask(client, staff["asks"])
    decide(client, staff["decides"], asked)
    ExportRequest.objects.filter(pk=asked.pk).update(**change)

    page = text_of(fetch(client, staff["asks"], asked))

    assert sentence in page
    assert not ExportLog.objects.exists()


def test_a_decision_is_made_once(client, staff):
    asked = ask(client, staff["asks"])
    decide(client, staff["decides"], asked, "refused")

    page = decide(client, staff["decides"], asked, "approved")

    assert "decided already" in page.content.decode()
    asked.refresh_from_db()
    assert asked.decision == "refused"


def test_a_case_that_only_one_of_the_two_may_see_is_not_in_the_file(client, staff):
    with seeing.as_system():
        sealed = SealedCase.objects.create(
            record=make_prisoner(sex="female").record, reason="He is in danger."
        )
        sealed.people.set([staff["asks"]])
    asked = ask(client, staff["asks"])
    assert asked.rows == 1
    decide(client, staff["decides"], asked)

    assert text_of(fetch(client, staff["asks"], asked)).splitlines() == ["public_id,notes"]


def test_nothing_is_counted_when_no_file_was_made(staff, client):
    asked = ask(client, staff["asks"])
    requests.decide(asked, by=staff["decides"], is_approved=True)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        requests.fetch(
            asked,
            io.BytesIO(),
            by=staff["asks"],
            rows_and_columns=lambda _asked: 1 / 0,
            most_rows=1,
        )

    asked.refresh_from_db()
    assert asked.downloads == 0
