"""What somebody at the door can find out, or make the door do."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse

from office.models import AuditEvent
from office.tests.logins import OFFICE, PASSWORD, is_in, log_in, make_staff, try_password

pytestmark = pytest.mark.django_db


def said(answer):
    """The page without what is different every time, or was typed in."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, re.sub(r'value="\w+"', "", text)


def test_the_admin_has_no_way_in_of_its_own(client):
    make_staff()

    answer = client.get("/admin/login/?next=/admin/prisoners/")
    client.post("/admin/login/", {"username": "anna", "password": PASSWORD})

    assert answer.headers["Location"] == f"{reverse('account_login')}?next=/admin/prisoners/"
    assert not is_in(client)


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_there_is_no_page_to_sign_up_or_to_get_a_password_by_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_a_wrong_name_and_a_wrong_password_read_the_same():
    make_staff("anna")
    make_staff("gone", is_active=False)

    wrong_password = said(try_password("anna", "not her password"))

    assert said(try_password("nobody", "not her password")) == wrong_password
    assert said(try_password("gone", "not her password")) == wrong_password


def test_a_name_that_nobody_has_costs_as_much_work_as_one_that_somebody_has(monkeypatch):
    make_staff("anna")
    from tests.hashers import QuickHasher

    worked = []
    plain = QuickHasher.encode
    monkeypatch.setattr(QuickHasher, "encode", lambda *args: worked.append(1) or plain(*args))

    try_password("anna", "not her password")
    for_somebody = len(worked)
    try_password("nobody", "not her password")

    assert len(worked) - for_somebody == for_somebody == 1


def test_the_session_gets_a_new_key_when_somebody_logs_in():
    make_staff()
    client = Client()
    client.get(reverse("account_login"))
    client.session.save()
    planted = client.session
    planted["from_before"] = 1
    planted.save()
    client.cookies["sessionid"] = before = planted.session_key

    log_in("anna", client=client)

    assert client.session.session_key != before
    thief = Client()
    thief.cookies["sessionid"] = before
    assert not is_in(thief)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        r"\\evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        " https://evil.example",
        "http://testserver@evil.example/",
        "https://localhost/",  # an allowed host, but not this one
    ],
)
def test_nobody_is_sent_elsewhere_after_logging_in(elsewhere):
    make_staff()

    answer = try_password("anna", next=elsewhere)

    assert answer.headers["Location"] == OFFICE


def test_one_comes_back_to_the_page_that_was_asked_for():
    make_staff()

    assert try_password("anna", next="/admin/prisoners/").headers["Location"] == "/admin/prisoners/"


def test_an_inactive_account_stays_outside():
    make_staff(is_active=False)
    client = Client()

    try_password("anna", client=client)

    assert not is_in(client)
    assert client.get(OFFICE).status_code == 302


def test_logins_failures_and_logouts_are_in_the_audit_log():
    anna = make_staff()
    try_password("Anna", "not her password")
    try_password("her password in the wrong field", "x")
    client = log_in("anna")
    client.post(reverse("account_logout"))

    events = AuditEvent.objects.exclude(kind="permissions_changed").order_by("id")
    assert list(events.values_list("kind", "by", "about")) == [
        ("login_failed", None, "anna"),
        ("login_failed", None, ""),
        ("login", anna.pk, "anna"),
        ("logout", anna.pk, "anna"),
    ]


def test_no_address_and_no_browser_is_kept():
    make_staff()
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    client = Client(HTTP_USER_AGENT=agent)

    log_in("anna", client=client, address="198.51.100.77")

    session = User.objects.get().usersession_set.get()
    assert (session.ip, session.user_agent) == ("0.0.0.0", "Firefox on Linux")
