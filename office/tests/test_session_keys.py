"""What stands in the tables does not let anybody in."""

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.test import Client

from config import settings as production
from office.tests.logins import OFFICE, make_staff, try_password

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sessions_of_production(settings):
    settings.SESSION_ENGINE = production.SESSION_ENGINE
    settings.MIDDLEWARE = production.MIDDLEWARE


def opens(cookie):
    client = Client()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = cookie
    return client.get(OFFICE).status_code == 200


def logged_in():
    """The cookie that somebody got who logged in, and used on a page since."""
    client = Client()
    assert try_password("anna", client=client).status_code == 302
    assert client.get(OFFICE).status_code == 200
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


def test_a_cookie_opens_the_office_and_the_key_in_the_tables_does_not():
    make_staff()

    cookie = logged_in()

    kept = {Session.objects.get().session_key, UserSession.objects.get().session_key}
    assert len(kept) == 1
    assert opens(cookie)
    assert not any(opens(key) for key in kept)


def test_whoever_logs_in_gets_another_secret_than_was_planted():
    make_staff()
    planted = logged_in()
    client = Client()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = planted

    client.post("/admin/accounts/logout/")
    try_password("anna", client=client)

    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != planted
    assert not opens(planted)


def test_a_session_that_is_ended_in_the_tables_is_over():
    make_staff()
    cookie = logged_in()

    Session.objects.all().delete()

    assert not opens(cookie)
