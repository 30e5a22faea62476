"""Logging in as people do it: a browser, a passkey or an app that makes codes, on the site as it runs."""

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest
from django.contrib.auth.models import Group

from office.logins import invitations
from office.models import AuditEvent
from office.tests.logins import PASSWORD, SECRET, code, make_staff
from tests import databases
from tests.axe import faults
from tests.site import site_on

pytestmark = pytest.mark.browser

LOGIN = "/admin/accounts/login/"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """One site for all tests here, each with an account of its own. Passkeys do not work on 127.0.0.1."""
    with django_db_blocker.unblock():
        name = databases.clone_of_empty()
        with databases.using(name), site_on(name, REQUIRE_MFA="yes", WEB_WORKERS="2") as address:
            yield address.replace("127.0.0.1", "localhost")
        databases.drop(name)


@pytest.fixture
def page(browser_page):
    """A browser whose device has passkeys; pages of logging in are looked through as they come."""
    session = browser_page.context.new_cdp_session(browser_page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return browser_page


def send(page, button, **fields):
    """Fill in fields by their labels and press the button."""
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " "), exact=False).first.fill(value)
    page.get_by_role("button", name=button, exact=True).click()


def is_in_the_office(page):
    page.wait_for_url("**/admin/")
    return page.locator(".waiting").count() == 1


def log_out(page, site):
    page.goto(f"{site}/admin/accounts/logout/")
    send(page, "Sign Out")
    page.wait_for_url(f"**{LOGIN}*")


def test_from_an_invitation_to_the_office_with_a_passkey_and_back_with_it_alone(site, page):
    role = Group.objects.create(name="writers")
    _invitation, secret = invitations.invite(role=role, meant_for="Anna", by=None)

    page.goto(f"{site}/admin/accounts/invitation/{secret}/")
    assert secret not in page.url
    assert faults(page) == []
    page.get_by_label("Username").fill("anna")
    page.get_by_label("Alias").fill("Swift")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("The same password again").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.get_by_text("Set up a second factor first").wait_for()
    assert faults(page) == []

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Use a security key").click()
    page.get_by_text("Unused codes").wait_for()
    page.goto(f"{site}/admin/")
    assert is_in_the_office(page)

    log_out(page, site)
    assert faults(page) == []
    page.get_by_role("button", name="Log in with a passkey").click()
    assert is_in_the_office(page)
    events = AuditEvent.objects.exclude(kind="permissions_changed").order_by("id")
    kinds = events.values_list("kind", flat=True)
    assert list(kinds) == [
        *("invited", "invitation_taken", "login", "factor_added", "factor_added"),
        *("logout", "login"),
    ]


def test_a_passkey_is_not_offered_before_the_scripts_are_there(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}{LOGIN}")

    assert page.get_by_role("button", name="Log in with a passkey").is_disabled()
    assert page.locator("noscript .box").is_visible()
    page.context.close()


def test_an_app_that_makes_codes_and_a_recovery_code(site, page):
    make_staff("bert")
    page.goto(f"{site}/admin/")
    send(page, "Log in", Username="bert", Password=PASSWORD)

    page.get_by_role("link", name="Set up an app").click()
    send(page, "Confirm", Password=PASSWORD)
    secret = page.locator("#authenticator_secret").input_value()
    assert faults(page) == []
    send(page, "Activate", Authenticator_code=code(secret))
    send(page, "Confirm", Code=code(secret))
    spare = page.get_by_label("Unused codes").input_value().split()
    assert len(spare) == 10

    log_out(page, site)
    send(page, "Log in", Username="bert", Password=PASSWORD)
    assert faults(page) == []
    send(page, "Sign In", Code=code(secret, steps=1))
    assert is_in_the_office(page)

    log_out(page, site)
    send(page, "Log in", Username="bert", Password=PASSWORD)
    send(page, "Sign In", Code=spare[0])
    assert is_in_the_office(page)


def test_a_new_device_is_told_to_the_old_one(site, browser, page):
    make_staff("carl", has_app=True)
    page.goto(f"{site}/admin/")
    send(page, "Log in", Username="carl", Password=PASSWORD)
    send(page, "Sign In", Code=code(SECRET))
    other = browser.new_context(user_agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0").new_page()
    other.goto(f"{site}/admin/")
    send(other, "Log in", Username="carl", Password=PASSWORD)
    send(other, "Sign In", Code=code(SECRET, steps=1))
    assert is_in_the_office(other)
    other.context.close()

    page.goto(f"{site}/admin/")
    page.get_by_text("Firefox on Windows").wait_for()
    page.get_by_role("button", name="It was me").click()
    page.wait_for_url("**/sessions/")

    assert page.get_by_role("button", name="It was me").count() == 0


def test_the_processes_of_the_site_count_attempts_together(site):
    make_staff("dora")

    answers = [_guess(site) for _number in range(9)]

    looked_at = [each for each in answers if "are not correct" in each]
    held_off = [each for each in answers if "Too many failed login attempts" in each]
    assert (len(looked_at), len(held_off)) == (5, 4)


def _guess(site):
    """One attempt by a browser of its own, over a connection of its own."""
    opener = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    form = opener.open(f"{site}{LOGIN}").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    sent = {"csrfmiddlewaretoken": token, "login": "dora", "password": "not her password"}
    return opener.open(f"{site}{LOGIN}", urllib.parse.urlencode(sent).encode()).read().decode()
