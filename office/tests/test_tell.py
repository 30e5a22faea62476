"""What a reader tells staff: how it comes in, what is kept of it, and what keeps floods out."""

import re
import time
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections
from django.db.utils import ProgrammingError
from django.test import Client
from pyrage import decrypt, x25519

from config.keys import age_public_keys
from config.routers import public_database
from core import floods
from office.models import Tip
from register.tips import sending, tokens
from register.tips.sealing import ROUND

SAID = "He was moved to another prison on Monday."


@pytest.fixture(autouse=True)
def no_earlier_messages(monkeypatch):
    floods.forget()
    monkeypatch.setattr(tokens, "TAKES", -1)


@pytest.fixture
def identity(settings):
    """The secret key of a group whose public key the site has."""
    identity = x25519.Identity.generate()
    settings.TIPS_PUBLIC_KEY = [str(identity.to_public())]
    return identity


def freeze_at(*, seconds):
    """The clock of the signer, so many seconds from now."""
    return mock.patch("django.core.signing.time.time", return_value=time.time() + seconds)


def tell(**fields):
    data = {"text": SAID, "token": tokens.new_token(), **fields}
    return Client().post("/en/tell/", data)


@pytest.mark.django_db
def test_a_message_reaches_staff_with_the_day_and_no_more():
    answer = tell(about="rc-7k3m9q")

    tip = Tip.objects.get()
    assert (tip.text, tip.sealed) == (f"Language of the page: en\n\n{SAID}", "")
    assert (tip.about, tip.state) == ("RC-7K3M9Q", "new")
    assert tip.number in answer.text


@pytest.mark.django_db
def test_with_a_key_nothing_readable_is_kept(identity):
    tell(about="RC-7K3M9Q", answer_to="test@example.org")

    tip = Tip.objects.get()
    opened = decrypt(tip.sealed.encode(), [identity]).decode()
    assert (tip.text, tip.about, tip.note) == ("", "", "")
    assert opened.startswith("About: RC-7K3M9Q\nAnswer to: test@example.org\n")
    assert opened.rstrip("\n").endswith(SAID)


@pytest.mark.django_db
def test_the_length_of_what_is_sealed_says_little(identity):
    tell(text="Yes.")
    tell(text="No. " * 100)

    short, long = (len(decrypt(tip.sealed.encode(), [identity])) for tip in Tip.objects.all())
    assert short == long == ROUND


@pytest.mark.django_db
def test_a_message_sent_twice_is_kept_once():
    token = tokens.new_token()

    first, second = tell(token=token), tell(token=token)

    assert (first.status_code, second.status_code, Tip.objects.count()) == (200, 200, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "ABCD-EFGH:1vxyzz:forged", "ABCD-EFGH"])
def test_a_form_that_is_not_ours_is_given_back_with_its_text(token):
    answer = tell(token=token)

    assert (answer.status_code, Tip.objects.count()) == (400, 0)
    assert SAID in answer.text
    fresh = re.search(r'name="token" value="([^"]+)"', answer.text)[1]
    assert tell(token=fresh).status_code == 200


def test_a_token_is_good_for_a_day_and_not_before_somebody_can_have_written(monkeypatch):
    token = tokens.new_token()
    monkeypatch.setattr(tokens, "TAKES", 3)

    assert tokens.is_too_soon(token)
    with freeze_at(seconds=4):
        assert not tokens.is_too_soon(token)
        assert tokens.read_token(token) == token.partition(":")[0]
    with freeze_at(seconds=tokens.LASTS + 1):
        assert tokens.read_token(token) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"website": "http://example.org"},
        {"text": ""},
        {"text": "x" * 10_001},
        {"text": "a\0b"},
        {"about": "the man in cell 4"},
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field(fields):
    answer = tell(**fields)

    assert (answer.status_code, Tip.objects.count()) == (400, 0)
    assert 'class="error' in answer.text


@pytest.mark.django_db
def test_one_address_sends_five_in_an_hour_and_another_is_heard_all_the_same():
    def send(address):
        data = {"text": SAID, "token": tokens.new_token()}
        return Client(REMOTE_ADDR=address).post("/en/tell/", data).status_code

    assert [send("198.51.100.7") for _ in range(6)] == [200] * 5 + [429]
    assert send("198.51.100.8") == 200


@pytest.mark.django_db
def test_too_many_are_told_so_with_their_text(monkeypatch):
    monkeypatch.setattr("register.views.tell.ALTOGETHER", 1)
    tell()

    answer = tell()

    assert (answer.status_code, Tip.objects.count()) == (429, 1)
    assert "this one has not been kept" in answer.text and SAID in answer.text


@pytest.mark.django_db
def test_a_full_queue_takes_nothing_more():
    with connection.cursor() as cursor:
        cursor.execute("SELECT receive_tip(n::text, '', 'x', '') FROM generate_series(1, 1000) n")

    assert tell().status_code == 429


@pytest.mark.django_db
def test_a_site_without_the_form_says_how_else_to_write(settings):
    settings.TIPS_FORM = False

    page, answer = Client().get("/en/tell/"), tell()

    assert "<form" not in page.text.partition("<main")[2]
    assert Tip.objects.count() == 0 and answer.status_code == 200


@pytest.mark.django_db
def test_the_form_comes_without_cookies_and_is_kept_nowhere():
    page = Client().get("/en/tell/?about=RC-7K3M9Q")

    assert 'value="RC-7K3M9Q"' in page.text
    assert not page.cookies and "Cookie" not in page.get("Vary", "")
    assert "no-store" in page["Cache-Control"]


def test_the_public_puts_messages_in_and_never_gets_one_out(committed_db):
    with public_database():
        assert sending.send("ABCD-EFGH", text=SAID) == sending.KEPT
        for query in ("SELECT * FROM office_tip", "DELETE FROM office_tip"):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                connections["public"].cursor() as cursor,
            ):
                cursor.execute(query)

    assert Tip.objects.get().text.endswith(SAID)


def test_a_copy_that_takes_no_writing_says_so(committed_db, caplog):
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP FUNCTION receive_tip(text, text, text, text)")

    with public_database():
        assert sending.send("ABCD-EFGH", text=SAID) == sending.AWAY
    assert SAID not in caplog.text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("age1nonsense", "must be public keys of age"),
        ("AGE-SECRET-KEY-1QQQ", "must never be on a server"),
        ("ssh-ed25519 AAAA", "must be public keys of age"),
    ],
)
def test_a_site_with_a_key_that_cannot_be_used_does_not_start(monkeypatch, value, said):
    monkeypatch.setenv("TIPS_PUBLIC_KEY", value)

    with pytest.raises(ImproperlyConfigured, match=said) as refused:
        age_public_keys("TIPS_PUBLIC_KEY")

    assert value not in str(refused.value)
