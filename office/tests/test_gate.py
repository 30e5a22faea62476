"""No page for staff before a second factor is set up, and was used in this session."""

import re
import time

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from office.logins import gate
from office.tests.logins import (
    OFFICE,
    code,
    is_in,
    log_in,
    make_staff,
    recovery_codes,
    try_code,
    try_password,
)

pytestmark = pytest.mark.django_db

# What fits into each kind of argument of an address, so that it leads to a view.
ARGUMENTS = {
    "uuid": "00000000-0000-0000-0000-000000000000",
    "int": "1",
    "path": "1",
    "slug": "x",
    "str": "x",
}


@pytest.fixture(autouse=True)
def two_factors(settings):
    settings.REQUIRE_MFA = True


def staff_addresses():
    """{address: name} of every view under /admin/, with something in place of its arguments."""
    found = {}

    def walk(patterns, prefix, namespace):
        for pattern in patterns:
            route = prefix + str(pattern.pattern)
            if hasattr(pattern, "url_patterns"):
                inner = ":".join(filter(None, [namespace, pattern.namespace]))
                walk(pattern.url_patterns, route, inner)
            elif route.startswith("admin/"):
                name = ":".join(filter(None, [namespace, pattern.name]))
                found.setdefault(f"/{_filled(route)}", name)

    walk(get_resolver().url_patterns, "", "")
    return found


def _filled(route):
    route = re.sub(r"<(?:(\w+):)?\w+>", lambda found: ARGUMENTS[found[1] or "str"], route)
    route = re.sub(r"\(\?P<app_label>([\w|]+)\)", lambda found: found[1].split("|")[0], route)
    return (
        re.sub(r"\(\?P<\w+>[^)]*\)", "x", route).replace("^", "").replace("$", "").replace("\\", "")
    )


def reached(client, allowed, *, to):
    """The addresses whose view answered instead of being sent to the page `to`."""
    return [
        address
        for address, name in staff_addresses().items()
        if name not in allowed
        for answer in [client.get(address)]
        if not (answer.status_code == 302 and answer.headers["Location"].startswith(to))
    ]


def test_the_walk_meets_the_pages_of_staff():
    found = staff_addresses()

    assert len(found) > 150
    assert {"/admin/", "/admin/prisoners/prisoner/export/"} <= set(found)


def test_nobody_reaches_a_page_of_staff_without_logging_in():
    assert reached(Client(), gate.OPEN, to="/admin/accounts/login/?next=") == []


def test_a_password_alone_reaches_only_what_sets_up_a_second_factor():
    client = log_in(make_staff().username)

    assert reached(client, gate.OPEN | gate.SETTING_UP, to=reverse("mfa_index")) == []


def test_a_session_from_before_the_second_factor_only_leads_to_using_it(client):
    client.force_login(make_staff(has_app=True))

    assert reached(client, gate.OPEN | gate.USING, to=reverse("mfa_reauthenticate")) == []
    client.post(reverse("mfa_reauthenticate"), {"code": code()})
    assert client.get(OFFICE).status_code == 200


def test_a_post_is_stopped_as_well(client):
    client.force_login(make_staff(is_superuser=True))

    answer = client.post(reverse("admin:prisoners_tag_add"), {"name": "new"})

    assert answer.headers["Location"] == reverse("mfa_index")


def test_a_code_of_the_app_opens_the_office_once():
    make_staff(has_app=True)
    client, again = Client(), Client()

    try_password("anna", client=client)
    assert client.get(OFFICE).status_code == 302
    try_code(client, code())
    assert client.get(OFFICE).status_code == 200
    try_password("anna", client=again)
    assert try_code(again, "000000").status_code == 200
    assert again.get(OFFICE).status_code == 302


def test_a_recovery_code_opens_the_office_once():
    user = make_staff(has_app=True)
    spare = recovery_codes(user)[0]
    client, again = Client(), Client()

    try_password("anna", client=client)
    try_code(client, spare)
    assert client.get(OFFICE).status_code == 200
    try_password("anna", client=again)
    try_code(again, spare)
    assert again.get(OFFICE).status_code == 302
    assert spare not in recovery_codes(user)


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(monkeypatch):
    make_staff(has_app=True)
    client = log_in("anna")
    later = time.time() + 12 * 60 * 60 + 1
    assert client.get(OFFICE).status_code == 200

    monkeypatch.setattr(time, "time", lambda: later)

    assert client.get(OFFICE).headers["Location"].startswith(reverse("account_login"))
    assert not is_in(client)


def test_whoever_is_no_staff_any_more_sees_nothing(client):
    user = make_staff(has_app=True)
    user.is_staff = False
    user.save()
    client.force_login(user)

    assert client.get(OFFICE).status_code == 403


def test_without_the_rule_a_password_is_enough_and_every_page_says_so(settings):
    settings.REQUIRE_MFA = False
    client = log_in(make_staff().username)

    for page in (OFFICE, reverse("usersessions_list"), reverse("mfa_index")):
        assert "That is for demonstrations" in client.get(page).content.decode()
    settings.REQUIRE_MFA = True
    assert "That is for demonstrations" not in client.get(reverse("mfa_index")).content.decode()
