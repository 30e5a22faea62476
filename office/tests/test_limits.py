"""How often somebody may try, and that this cannot be turned against a colleague."""

import time

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import caches
from django.test import Client

from office.accounts.naming import account_called
from office.logins.adapters import AccountAdapter, one_spelling
from office.models import Attempts, AuditEvent
from office.tests.logins import code, is_in, log_in, log_out, make_staff, try_code, try_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counted(settings):
    settings.CACHES = settings.CACHES | {"limits": {"BACKEND": "office.logins.limits.LimitsCache"}}


@pytest.fixture
def few(settings):
    """The same limits, reached sooner: those of production take a while."""
    fewer = {
        "login_failed": "5/m/ip",
        "login_failed_here": "2/5m/key",
        "login_failed_anywhere": "3/h/key",
        "second_factor_failed": "3/h/key",
    }
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | fewer


@pytest.fixture
def looked_at(monkeypatch):
    """Every password that was compared with the true one."""
    compared = []
    plain = AccountAdapter.authentication_failed
    monkeypatch.setattr(
        AccountAdapter,
        "authentication_failed",
        lambda self, request, **given: compared.append(1) or plain(self, request, **given),
    )
    return compared


def addresses(count):
    return [f"198.51.{n // 250}.{n % 250 + 1}" for n in range(count)]


def test_five_guesses_at_an_account_from_one_address_and_no_more(looked_at):
    make_staff()

    for _guess in range(6):
        answer = try_password("anna", "not her password")

    assert len(looked_at) == 5
    assert "Too many failed login attempts" in answer.content.decode()


def test_the_right_password_is_not_looked_at_either_once_there_were_too_many(few):
    make_staff()
    for _guess in range(3):
        try_password("anna", "not her password")
    client = Client()

    try_password("anna", client=client)

    assert not is_in(client)


def test_many_names_from_one_address_are_held_off_as_well(few, looked_at):
    for number in range(7):
        try_password(f"name{number}", "the password of the year")

    assert len(looked_at) == 5


def guess_from_everywhere(guesses, looked_at):
    """Guesses at one account, each from an address of its own; the right password is the last."""
    make_staff()
    for address in addresses(guesses):
        try_password("anna", "not her password", address=address)
    client = Client()
    try_password("anna", client=client, address="192.0.2.200")
    return len(looked_at), is_in(client)


def test_guesses_from_everywhere_at_once_are_counted_together(few, looked_at):
    assert guess_from_everywhere(5, looked_at) == (3, False)


@pytest.mark.soak
def test_ten_thousand_guesses_from_ten_thousand_addresses_get_fifty_looks(looked_at):
    assert guess_from_everywhere(10_000, looked_at) == (50, False)


def test_a_known_device_gets_in_whatever_others_try(few):
    make_staff()
    colleague = Client()
    log_in("anna", client=colleague)
    log_out(colleague)
    for address in addresses(4):
        try_password("anna", "not her password", address=address)
    for number in range(5):
        try_password(f"name{number}", "not her password", address="203.0.113.1")
    stranger = Client()
    try_password("anna", client=stranger, address="192.0.2.1")

    log_in("anna", client=colleague, address="203.0.113.1")

    assert not is_in(stranger)


def test_one_address_alone_does_not_use_up_what_the_account_is_allowed(few):
    make_staff()
    for _guess in range(4):
        try_password("anna", "not her password", address="203.0.113.1")
    client = Client()

    try_password("anna", client=client, address="192.0.2.1")

    assert is_in(client)


def test_every_spelling_that_opens_an_account_is_counted_as_that_account():
    make_staff("silvia")
    spellings = ["SILVIA", "Silvia", "siLVia", "ſilvia", "sılvıa"]

    opening = [spelling for spelling in spellings if account_called(spelling)]

    assert len(opening) >= 3
    assert {one_spelling(spelling) for spelling in opening} == {"silvia"}


def test_a_known_device_has_a_limit_of_its_own(few, looked_at):
    make_staff()
    thief = log_in("anna")
    log_out(thief)

    for address in addresses(3):
        try_password("anna", "not her password", client=thief, address=address)

    assert len(looked_at) == 2


def test_a_made_up_device_is_no_known_one(few, looked_at):
    make_staff()
    stranger = Client()
    stranger.cookies["device"] = "made-up:signature"

    for _guess in range(3):
        try_password("anna", "not her password", client=stranger)

    assert len(looked_at) == 2


def guess_codes(client, address):
    """Two codes by somebody who has the password."""
    try_password("anna", client=client, address=address)
    for _guess in range(2):
        try_code(client, "000000", address=address)


def test_codes_are_counted_wherever_they_come_from(few, monkeypatch):
    make_staff(has_app=True)
    compared = []
    monkeypatch.setattr(TOTP, "validate_code", lambda *_: compared.append(1))

    for address in addresses(3):
        guess_codes(Client(), address)

    assert len(compared) == 3


def test_somebody_with_the_password_cannot_keep_its_owner_from_the_second_factor(few):
    make_staff(has_app=True)
    colleague = Client()
    log_in("anna", client=colleague)
    log_out(colleague)
    for address in addresses(2):
        guess_codes(Client(), address)

    try_password("anna", client=colleague)
    try_code(colleague, code(steps=1))

    assert is_in(colleague)


def test_a_code_that_was_seen_over_the_shoulder_does_not_work_again():
    make_staff(has_app=True)
    shown = code()
    first, second = Client(), Client()

    for client in (first, second):
        try_password("anna", client=client)
        try_code(client, shown)

    assert (is_in(first), is_in(second)) == (True, False)


def test_limits_end_by_themselves(few, monkeypatch):
    make_staff()
    for _guess in range(3):
        try_password("anna", "not her password")
    later = time.time() + 301
    monkeypatch.setattr(ratelimit.time, "time", lambda: later)
    client = Client()

    try_password("anna", client=client)

    assert is_in(client)


def test_a_flood_is_one_event_and_leaves_no_address(few):
    make_staff()
    for _guess in range(5):
        try_password("anna", "not her password", address="203.0.113.9")

    kinds = list(AuditEvent.objects.values_list("kind", flat=True))
    assert (kinds.count("login_failed"), kinds.count("locked_out")) == (2, 1)
    assert not Attempts.objects.filter(key__contains="203.0.113.9").exists()
    assert "203.0.113" not in str(list(Attempts.objects.values_list("value", flat=True)))


def test_what_is_over_goes_when_something_is_counted():
    limits = caches["limits"]
    limits.set("over", [1], timeout=-1)
    limits.set("now", [2], timeout=60)

    assert (limits.get("over"), limits.get("now")) == (None, [2])
    assert Attempts.objects.count() == 1
    assert (limits.add("now", [3]), limits.add("over", [4])) == (False, True)
