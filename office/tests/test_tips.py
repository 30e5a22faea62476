"""The queue of messages from readers, as staff see it."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.urls import reverse
from pyrage import decrypt, x25519

from office.models import AuditEvent, Tip
from register.tips.sealing import seal

pytestmark = pytest.mark.django_db


def make_tip(*, text="He was moved.", sealed=""):
    with connection.cursor() as cursor:
        cursor.execute("SELECT receive_tip('ABCD-EFGH', '', %s, %s)", [text, sealed])
    return Tip.objects.get()


def make_client(*permissions):
    user = User.objects.create_user("reader-of-tips", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def address(name, *args):
    return reverse(f"admin:office_tip_{name}", args=args)


def told():
    events = AuditEvent.objects.filter(kind__startswith="tip").order_by("id")
    return list(events.values_list("kind", "about", "detail"))


def test_opening_a_message_is_written_down_and_listing_them_is_not():
    tip, client = make_tip(), make_client("view_tip", "change_tip")

    client.get(address("changelist"))
    assert told() == []
    page = client.get(address("change", tip.pk))

    assert "He was moved." in page.text
    assert told() == [("tip_read", "ABCD-EFGH", {})]


def test_what_a_reader_wrote_is_text_and_no_page():
    tip, client = make_tip(text="<script>alert(1)</script>"), make_client("view_tip")

    page = client.get(address("change", tip.pk))

    assert "<script>alert(1)" not in page.text and "&lt;script&gt;alert(1)" in page.text


def test_a_sealed_message_is_taken_away_as_a_file_and_opened_with_the_key(settings):
    identity = x25519.Identity.generate()
    settings.TIPS_PUBLIC_KEY = [str(identity.to_public())]
    tip, client = make_tip(text="", sealed=seal("He was moved.")), make_client("view_tip")

    answer = client.get(address("sealed", tip.pk))

    assert decrypt(answer.content, [identity]).decode().strip() == "He was moved."
    assert answer["Content-Disposition"] == 'attachment; filename="ABCD-EFGH.age"'
    assert told() == [("tip_read", "ABCD-EFGH", {"as": "file"})]


def test_closing_a_message_is_written_down():
    tip, client = make_tip(), make_client("view_tip", "change_tip")

    client.post(address("change", tip.pk), {"state": "done", "about": "RC-7K3M9Q", "note": ""})
    client.post(address("changelist"), {"action": "mark_spam", "_selected_action": [tip.pk]})

    tip.refresh_from_db()
    assert (tip.state, tip.about) == ("spam", "RC-7K3M9Q")
    assert [detail for _kind, _about, detail in told()] == [{"state": "done"}, {"state": "spam"}]


@pytest.mark.parametrize("name", ["changelist", "change", "sealed"])
def test_who_may_not_read_messages_reads_none(name):
    tip = make_tip(text="", sealed="sealed")

    answer = make_client().get(address(name, *[tip.pk] * (name != "changelist")))

    assert (answer.status_code, told()) == (403, [])


def test_nobody_adds_a_message_by_hand():
    assert make_client("add_tip", "view_tip").get(address("add")).status_code == 403
