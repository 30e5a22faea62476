"""What the site keeps about those who read it, as it runs in production: nothing, in no log."""

import http.client
import re
import urllib.parse
from urllib.parse import urlsplit

from config.local import VAR
from register.tips.tokens import new_token
from tests.crowd import send

MARK = "Xq7Zmarker"
COOKIES = f"sessionid={MARK}; csrftoken={MARK}; django_language=ru; {MARK}={MARK}"
HEADERS = {
    "Cookie": COOKIES,
    "Referer": f"http://localhost/{MARK}",
    "User-Agent": MARK,
    "Accept-Language": f"en, {MARK}",
    "X-Forwarded-For": "198.51.100.77",
    MARK: MARK,
}
PATHS = [
    *("/", "/en/", "/en/prisoners/", "/en/find/", "/en/pardons/", "/en/deaths/", "/en/facilities/"),
    *("/en/courts/", "/en/articles/", "/en/officials/", "/en/data/", "/en/news/", "/en/tell/"),
    *("/en/about/method/", "/en/reports/", "/en/explore/", "/en/reports/silence/", "/be/"),
    *("/prisoners.csv", "/prisoners.json", "/reports/silence.csv", "/reports/corrections.atom"),
    *("/en/no-such-page/", "/robots.txt", "/.well-known/security.txt", "/favicon.ico"),
    f"/en/{MARK}/",
]


def ask(address, path, *, method="GET", body=None, headers=()):
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request(method, path, body=body, headers={**HEADERS, **dict(headers)})
    response = connection.getresponse()
    response.text = response.read().decode(errors="replace")
    connection.close()
    return response


def logs(address):
    """Everything that the site and its database server have written down so far."""
    site = VAR / f"test-site-{urlsplit(address).port}.log"
    database = VAR / "postgres-test" / "server.log"
    return [file.read_text(errors="replace") if file.exists() else "" for file in (site, database)]


def test_no_public_answer_has_to_do_with_a_cookie(demo_server):
    found = {}
    for path in PATHS:
        answer = ask(demo_server, path)
        signs = (answer.getheader("Set-Cookie"), "Cookie" in (answer.getheader("Vary") or ""))
        if signs != (None, False) or answer.status >= 500:
            found[path] = (answer.status, *signs)

    assert found == {}


def test_a_cookie_of_ours_does_not_choose_the_language(demo_server):
    assert ask(demo_server, "/").getheader("Location") == "/en/"


def test_no_log_says_who_asked_for_what(demo_server):
    query = urllib.parse.urlencode({"q": MARK, "known": MARK, "sex": MARK, MARK: f"'{MARK}"})
    for path in PATHS:
        ask(demo_server, f"{path}?{query}")
    for odd in (f"/en/prisoners/?q={MARK}%00", f"/en/prisoners/?page={MARK}", f"/{'x' * 5000}"):
        ask(demo_server, odd)
    ask(demo_server, "/en/", headers={"Host": f"{MARK}.example.org"})
    ask(demo_server, f"/en/prisoners/?q={MARK}", method="POST", body=MARK)
    for token in (MARK, new_token()):
        letter = urllib.parse.urlencode({"text": MARK, "about": MARK, "token": token})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        ask(demo_server, "/en/tell/", method="POST", body=letter, headers=form)
    send(demo_server, f"GET /{MARK} HTTP/9.9\r\n\r\n".encode())
    send(demo_server, f"{MARK} / HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    send(demo_server, f"GET / HTTP/1.1\r\nHost: localhost\r\n{MARK}\r\n\r\n".encode())

    site, database = logs(demo_server)

    assert [line for line in (site + database).splitlines() if MARK in line] == []
    assert not re.search(r"127\.0\.0\.1|198\.51|RC-|5000", site)
    assert "GET register:list 200" in site
    assert "POST register:list 405" in site


def test_only_the_form_for_readers_takes_anything_in(demo_server):
    taken = [
        (path, method)
        for path in PATHS
        for method in ("POST", "PUT", "DELETE", "PATCH")
        if ask(demo_server, path, method=method).status not in {404, 405, 302}
    ]

    assert taken == [("/en/tell/", "POST")]
