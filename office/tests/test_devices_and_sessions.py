"""New devices are told of; sessions end one by one, of a person, of everybody."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from office.logins.devices import browser_of
from office.models import AuditEvent, Device
from office.tests.logins import (
    OFFICE,
    PASSWORD,
    SECRET,
    is_in,
    log_in,
    log_out,
    make_staff,
    recovery_codes,
)

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
CHROME = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Mobile Safari/537.36"
)
NEWS = "Your account was used on a device that was new to it"


def browser(agent=FIREFOX):
    return Client(HTTP_USER_AGENT=agent)


def page(client, name="usersessions_list"):
    return client.get(reverse(name)).content.decode()


def events(kind):
    return list(AuditEvent.objects.filter(kind=kind).values_list("about", "detail"))


@pytest.mark.parametrize(
    ("agent", "said"),
    [(FIREFOX, "Firefox on Windows"), (CHROME, "Chrome on Android"), ("", "other on other")],
)
def test_of_a_browser_its_family_and_system_are_kept(agent, said):
    assert browser_of(agent) == said


def test_the_first_device_is_no_news():
    make_staff()
    client = log_in("anna", client=browser())

    assert NEWS not in page(client)
    assert events("new_device") == []


def test_a_new_device_is_told_on_the_others_until_it_was_seen_there():
    make_staff()
    old = log_in("anna", client=browser())

    new = log_in("anna", client=browser(CHROME))

    assert "This device is new for your account" in page(new, "admin:index")
    assert NEWS not in page(new)
    for name in ("usersessions_list", "admin:index"):
        assert NEWS in page(old, name)
        assert "Chrome on Android" in page(old, name)
    assert events("new_device") == [("anna", {"browser": "Chrome on Android"})]
    new.post(reverse("office_seen_news"))  # whoever took the account over cannot hide it
    assert NEWS in page(old)
    old.post(reverse("office_seen_news"))
    assert NEWS not in page(old)


def test_a_device_that_is_known_is_no_news_again():
    make_staff()
    log_in("anna", client=browser())
    client = log_in("anna", client=browser(CHROME))
    log_out(client)

    log_in("anna", client=client)

    assert len(events("new_device")) == 1
    assert Device.objects.count() == 2


def test_the_cookie_of_a_device_in_another_browser_is_news():
    make_staff()
    log_in("anna", client=browser(CHROME))
    copied = log_in("anna", client=browser())
    thief = browser(CHROME)
    thief.cookies["device"] = copied.cookies["device"].value

    log_in("anna", client=thief)

    assert len(events("new_device")) == 2


def test_a_forgotten_device_is_new_again():
    make_staff()
    client = log_in("anna", client=browser())
    client.post(reverse("office_forget_device"), {"device": Device.objects.get().pk})

    assert not Device.objects.exists()
    for wrong in ("", "x", "9" * 30):
        assert client.post(reverse("office_forget_device"), {"device": wrong}).status_code == 302


def test_it_is_mailed_where_there_is_a_server(settings):
    settings.EMAIL_HOST = "mail.example.org"
    make_staff(email="anna@example.org")
    log_in("anna", client=browser())

    log_in("anna", client=browser(CHROME))

    (sent,) = mail.outbox
    assert (sent.to, "Chrome on Android" in sent.body) == (["anna@example.org"], True)


def test_the_cookie_of_a_device_goes_to_staff_pages_only():
    make_staff()
    cookie = log_in("anna").cookies["device"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_one_session_is_ended_by_its_owner():
    user = make_staff()
    here, there = log_in("anna"), log_in("anna")
    listed = user.usersession_set.get(session_key=there.session.session_key)

    here.post(reverse("office_end_sessions"), {"session": listed.pk})

    assert (is_in(here), there.get(OFFICE).status_code) == (True, 302)


def test_a_session_of_somebody_else_is_not():
    user = make_staff()
    make_staff("bert")
    client, other = log_in("anna"), log_in("bert")

    other.post(reverse("office_end_sessions"), {"session": user.usersession_set.get().pk})

    assert client.get(OFFICE).status_code == 200


@pytest.mark.parametrize(("which", "here_after"), [("others", 200), ("all", 302)])
def test_all_sessions_are_ended_by_their_owner(which, here_after):
    user = make_staff()
    here, there, unlisted = log_in("anna"), log_in("anna"), Client()
    unlisted.force_login(user)

    here.post(reverse("office_end_sessions"), {"which": which})

    answers = [each.get(OFFICE).status_code for each in (here, there, unlisted)]
    assert answers == [here_after, 302, 302]


def test_an_administrator_ends_the_sessions_of_one_person():
    make_staff("boss", is_superuser=True)
    anna = make_staff()
    boss, client, bert = log_in("boss"), log_in("anna"), log_in(make_staff("bert").username)

    boss.post(reverse("admin:office_end_sessions_of_staff"), {"account": anna.pk})

    answers = [each.get(OFFICE).status_code for each in (boss, client, bert)]
    assert answers == [200, 302, 200]
    assert events("sessions_ended") == [("anna", {"sessions": 1})]


@pytest.mark.parametrize("way", ["the button", "the command"])
def test_every_session_of_everybody_ends(way):
    make_staff("boss", is_superuser=True)
    make_staff()
    boss, client = log_in("boss"), log_in("anna")

    if way == "the button":
        assert "End every session of everybody" in page(boss, "admin:office_staff_sessions")
        boss.post(reverse("admin:office_end_sessions_of_staff"), {"everybody": "1"})
    else:
        call_command("end_all_sessions")

    assert [each.get(OFFICE).status_code for each in (boss, client)] == [302, 302]
    assert events("sessions_ended") == [("everybody", {"sessions": 2})]


def test_lost_factors_are_taken_by_a_command_and_set_up_anew(settings):
    settings.REQUIRE_MFA = True
    make_staff(has_app=True)
    client = log_in("anna")

    call_command("reset_second_factor", "Anna")

    assert not Authenticator.objects.exists()
    assert client.get(OFFICE).status_code == 302
    assert events("factor_reset") == [("anna", {"factors": ["recovery_codes", "totp"]})]
    again = log_in("anna")
    assert again.get(OFFICE).headers["Location"] == reverse("mfa_index")
    with pytest.raises(CommandError, match="no account"):
        call_command("reset_second_factor", "nobody")


def test_changing_a_factor_asks_who_is_there_again():
    make_staff(has_app=True)
    client = log_in("anna")

    for name in ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        answer = client.post(reverse(name))
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    assert Authenticator.objects.count() == 2


def test_without_its_last_factor_a_session_is_worth_nothing_and_others_end(settings):
    settings.REQUIRE_MFA = True
    make_staff(has_app=True)
    client = log_in("anna")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.exists()
    assert client.get(OFFICE).headers["Location"] == reverse("mfa_index")


def test_secrets_of_second_factors_are_closed_in_the_database():
    user = make_staff(has_app=True)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert SECRET not in kept
    assert not any(code in kept for code in recovery_codes(user))
