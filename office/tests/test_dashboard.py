"""The first page of the admin says what waits, each with the list behind it."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from office.dashboard import waiting
from office.models import Import
from pardons.tests.builders import make_act, make_announced_count, make_beneficiary
from prisoners.tests.builders import make_detention, make_prisoner
from register.alerts import alert_staff
from register.tests.builders import make_entry, make_term
from register.tips.sending import send
from sources.models import Record
from sources.tests.builders import make_claim
from tests.staff import make_editor

pytestmark = pytest.mark.django_db


def counts(user):
    return {each.title: each.count for each in waiting(user)}


def test_what_waits_is_counted():
    ready, changed = make_prisoner(), make_prisoner()
    Record.objects.filter(pk=ready.record_id).update(state="ready")
    Record.objects.filter(pk=changed.record_id).update(state="published", published_revision=0)
    make_claim()
    held = make_detention(began_on="2020")
    Record.objects.filter(pk=held.prisoner.record_id).update(state="withdrawn")
    act = make_act()
    Record.objects.filter(pk=act.record_id).update(state="withdrawn")
    make_announced_count(act=act, category="total", lower=29, upper=29)
    make_beneficiary(act=act, prisoner=ready)
    for person, status in ((ready, "in_custody"), (changed, "maybe_in_custody")):
        entry = make_entry(public_id=person.public_id, status=status)
        make_term(1, entry=entry)
    for state in ("ready", "done"):
        Import.objects.create(state=state, file_name="list.csv", file_size=1)
    alert_staff("books", "in-and-out?on=2024-12-09", 1)
    send("ABCD-EFGH", text="He was moved.")

    assert counts(make_editor()) == {
        "Drafts": 1,
        "Ready for review": 1,
        "Changed since publication": 1,
        "Consents and seals": 0,
        "Not confirmed for 90 days": 1,
        "Terms that are over": 2,
        "Likely the same person": 0,
        "Held lines of imports": 0,
        "Clemency acts with open places": 1,
        "Imports to be written": 1,
        "Messages from readers": 1,
        "Missing or altered files": 0,
        "Requests for removal": 0,
        "Figures that were not shown": 1,
    }
    notes = [each.note for each in waiting(User.objects.get(username="editor")) if each.note]
    assert notes == ["1 of them beyond doubt", "28 places in all"]


def test_each_number_leads_to_a_list_of_as_many(client):
    test_what_waits_is_counted()
    client.force_login(User.objects.get(username="editor"))

    for each in waiting(User.objects.get(username="editor")):
        for _label, count, address in each.lists:
            assert client.get(address).context["cl"].result_count == count, address


def test_the_page_asks_few_questions(client, django_assert_max_num_queries):
    client.force_login(make_editor())
    for _ in range(5):
        make_detention(began_on="2020")

    with django_assert_max_num_queries(22):
        answer = client.get(reverse("admin:index"))

    assert "What waits" in answer.content.decode()


def test_nobody_sees_counts_of_what_they_may_not_see():
    user = User.objects.create(username="guest", is_staff=True)

    assert waiting(user) == []
