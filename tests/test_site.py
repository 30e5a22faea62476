"""What holds for every answer of the site, whichever page it is."""

import http.client
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

STRICT = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def fetch(address, path):
    """The answer as it comes, without following redirects."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request("GET", path, headers={"Accept-Language": "en"})
    response = connection.getresponse()
    response.text = response.read().decode()
    connection.close()
    return response


def test_an_unknown_page_says_so_without_cookies(empty_server):
    answer = fetch(empty_server, "/en/no-such-page/")

    assert answer.status == 404
    assert "There is no such page" in answer.text
    assert answer.getheader("Set-Cookie") is None


def test_public_answers_carry_the_strict_policy(empty_server):
    answer = fetch(empty_server, "/en/no-such-page/")

    assert set(answer.getheader("Content-Security-Policy").split("; ")) == STRICT
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Referrer-Policy") == "same-origin"
    assert answer.getheader("Cross-Origin-Opener-Policy") == "same-origin"


def test_logging_in_works_under_its_own_policy(empty_server, browser_page):
    browser_page.goto(f"{empty_server}/admin/")

    browser_page.get_by_label("Username").fill("nobody")
    browser_page.get_by_label("Password").fill("nothing")
    browser_page.get_by_role("button", name="Log in", exact=True).click()

    browser_page.get_by_text("password you specified are not correct").wait_for()
