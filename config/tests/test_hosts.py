"""A host of its own for staff, and cookies that stay where they belong."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

PUBLIC, OFFICE = "register.example.org", "office.example.org"


@pytest.fixture
def two_hosts(settings):
    settings.ALLOWED_HOSTS = [PUBLIC, OFFICE]
    settings.ADMIN_HOST = OFFICE


def status(host, address):
    return Client(headers={"Host": host}).get(address).status_code


def test_staff_have_a_host_of_their_own(two_hosts):
    for address in ("/admin/accounts/login/", "/admin/", "/admin/prisoners/prisoner/"):
        assert status(OFFICE, address) in (200, 302)
        assert status(f"{OFFICE}:8443", address) in (200, 302)
        assert status(PUBLIC, address) == 404


def test_the_public_pages_are_not_there(two_hosts):
    for address in ("/en/", "/en/prisoners/", "/favicon.ico", "/admin"):
        assert status(OFFICE, address) == 404
        assert status(PUBLIC, address) in (200, 204, 301)


def test_the_root_of_that_host_leads_to_the_office(two_hosts):
    answer = Client(headers={"Host": OFFICE}).get("/")

    assert answer.headers["Location"] == "/admin/"


def test_without_one_both_are_on_every_host(settings):
    settings.ALLOWED_HOSTS = [PUBLIC]

    assert (status(PUBLIC, "/en/"), status(PUBLIC, "/admin/accounts/login/")) == (200, 200)


def cookies(**environment):
    """Names and paths of the cookies as the settings of a server make them."""
    code = (
        "import json; from config import logins as s; "
        "print(json.dumps([s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.DEVICE_COOKIE_NAME, "
        "s.SESSION_COOKIE_PATH, s.SESSION_COOKIE_SECURE]))"
    )
    given = os.environ | {"ADMIN_HOST": ""} | environment
    return json.loads(subprocess.check_output([sys.executable, "-c", code], env=given))


@pytest.mark.parametrize(
    ("environment", "prefix", "path", "is_secure"),
    [
        ({"HTTPS": "no"}, "", "/admin/", False),
        ({"HTTPS": "yes"}, "__Secure-", "/admin/", True),
        ({"HTTPS": "yes", "ADMIN_HOST": OFFICE}, "__Host-", "/", True),
    ],
)
def test_cookies_are_named_for_what_browsers_then_enforce(environment, prefix, path, is_secure):
    names = [f"{prefix}{name}" for name in ("sessionid", "csrftoken", "device")]

    assert cookies(**environment) == [*names, path, is_secure]
