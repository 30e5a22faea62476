"""Onion addresses, security.txt, and logs that do not tell who asked for what."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config import env
from config.discreet import DiscreetFormatter
from config.readers import Security

ONION = f"{'a' * 56}.onion"
SECRET = "who was searched for"


@pytest.fixture
def with_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60
    settings.ALLOWED_HOSTS = ["register.example.org", ONION]


def secured(host):
    """The answer to http, and the header that insists on https."""
    request = RequestFactory().get("/en/", headers={"host": host, "x-forwarded-proto": "https"})
    plain = RequestFactory().get("/en/", headers={"host": host})
    answer = Security(lambda _request: HttpResponse("page"))
    return answer(plain).status_code, "Strict-Transport-Security" in answer(request).headers


def test_an_onion_address_needs_no_https(with_https, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert secured("register.example.org") == (301, True)
    assert secured(ONION) == (200, False)


def test_readers_are_told_of_the_onion_address_by_the_other_one(settings):
    settings.ONION_LOCATION, settings.ALLOWED_HOSTS = f"http://{ONION}", ["*"]

    def told(host):
        return Client(headers={"host": host}).get("/robots.txt?a=b").get("Onion-Location")

    assert told("register.example.org") == f"http://{ONION}/robots.txt?a=b"
    assert told(ONION) is None


def test_security_txt_names_whom_to_tell_and_until_when(settings):
    settings.SECURITY_CONTACT = ["mailto:test@example.org", "https://example.org/report"]
    settings.SECURITY_EXPIRES = datetime(2999, 1, 31, tzinfo=UTC)

    said = Client().get("/.well-known/security.txt")

    assert said["Content-Type"] == "text/plain; charset=utf-8"
    assert said.text == (
        "Contact: mailto:test@example.org\n"
        "Contact: https://example.org/report\n"
        "Expires: 2999-01-31T00:00:00Z\n"
        "Preferred-Languages: en, be, ru\n"
        "Canonical: http://testserver/.well-known/security.txt\n"
    )


@pytest.mark.parametrize(("contact", "days"), [([], 10), (["mailto:test@example.org"], -1)])
def test_security_txt_is_not_there_without_a_contact_or_after_its_day(settings, contact, days):
    settings.SECURITY_CONTACT = contact
    settings.SECURITY_EXPIRES = datetime.now(UTC) + timedelta(days=days)

    assert Client().get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (env.onion, "https://example.org"),
        (env.contacts, "test@example.org"),
        (env.day, "tomorrow"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused(monkeypatch, read, value):
    monkeypatch.setenv("OF_TEST", value)

    with pytest.raises(ImproperlyConfigured, match="OF_TEST must be"):
        read("OF_TEST")


def logged(error):
    try:
        raise error from ValueError(SECRET)
    except Exception as caught:
        info = (type(caught), caught, caught.__traceback__)
    record = logging.makeLogRecord({"msg": "It failed", "exc_info": info})
    return DiscreetFormatter().format(record)


def test_a_traceback_tells_the_lines_and_the_kinds_and_no_message():
    written = logged(KeyError(SECRET))

    assert SECRET not in written
    assert written.splitlines()[1] == "builtins.ValueError"
    assert written.splitlines()[-1] == "builtins.KeyError"
    assert "in logged" in written


def test_what_is_logged_of_a_request_is_its_kind_of_page():
    request = RequestFactory().get(f"/en/{SECRET}/", {"q": SECRET})
    request.META["rollcall.route"] = "GET register:list"
    record = logging.makeLogRecord(
        {"name": "django.request", "msg": "Fault: %s", "args": (request.path,), "request": request}
    )

    assert DiscreetFormatter().format(record) == "django.request  GET register:list"
