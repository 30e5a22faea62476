"""Every other address: pages of logging in and of one's own account, and public pages.

With tests/test_authorisation.py these are all that the resolver knows.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.urls import reverse

from office.models import Device
from office.tests.logins import PASSWORD, log_in
from office.tests.logins import make_staff as make_colleague
from tests.canaries.addresses import fillings_of_patterns
from tests.office_world import ROLES, make_staff
from tests.test_authorisation import METHODS, addresses
from tests.test_authorised_posts import rows_written

# Where somebody who is not logged in may be: on the way in, and out.
OPEN = {
    *("account_login", "account_logout", "account_inactive", "admin_login", "login", "logout"),
    *("mfa_authenticate", "mfa_login_webauthn", "office_invitation", "office_invitation_link"),
}
READ = {"GET", "HEAD", "OPTIONS"}


def answered(client, method, path):
    """(status, where it sends, the tables in which it wrote); everything is as it was before."""
    with transaction.atomic():
        before = rows_written()
        answer = client.generic(method, path)
        if answer.streaming:
            list(answer.streaming_content)
        after = rows_written()
        transaction.set_rollback(True)
    written = {table for table, rows in after.items() if rows != before.get(table, 0)}
    return answer.status_code, answer.get("Location", ""), written


def client_of(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


def own_pages():
    for route, name, _model, _pattern in addresses(own=True):
        yield name, "/" + re.sub(r"<(\w+):\w+>", lambda kind: {"int": "1"}.get(kind[1], "x"), route)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("roles", "step"), [(ROLES[:2], 4), pytest.param(ROLES, 1, marks=pytest.mark.soak)]
)
def test_pages_of_ones_own_account_are_alike_for_every_role(roles, step, capsys):
    staff, attempts, wrong = make_staff(), 0, []
    for name, path in [*own_pages()][::step]:
        for method in METHODS:
            attempts += 1 + len(roles)
            outside = answered(client_of(None), method, path)
            # Each comes with a session of its own: one of the pages ends it.
            inside = [answered(client_of(staff[role]), method, path) for role in roles]
            is_kept_out = outside[0] == 302 and outside[1].startswith(reverse("account_login"))
            if outside[2] or outside[0] >= 500 or not (name in OPEN or is_kept_out):
                wrong.append(("anonymous", method, path, outside))
            if inside[0][0] >= 500 or any(one != inside[0] for one in inside):
                wrong.append((roles, method, path, inside))

    with capsys.disabled():
        print(f"\n{attempts:,} attempts at pages of one's own account, {len(wrong)} unlike meant")
    assert wrong == []


@pytest.mark.django_db
def test_nobody_takes_a_passkey_or_a_device_from_a_colleague():
    make_colleague("anna")
    colleague = make_colleague("berta")
    passkey = Authenticator.objects.create(
        user=colleague, type=Authenticator.Type.WEBAUTHN, data={"name": "hers", "credential": {}}
    )
    device = Device.objects.create(user=colleague, digest="x", browser="Firefox")
    anna = log_in("anna")
    anna.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        page = reverse(name, args=[passkey.pk])
        assert anna.get(page).status_code == 404
        assert anna.post(page, {"name": "mine"}).status_code == 404
    anna.post(reverse("office_forget_device"), {"device": device.pk})

    passkey.refresh_from_db()
    assert passkey.data["name"] == "hers"
    assert Device.objects.filter(pk=device.pk).exists()


@pytest.mark.parametrize(
    ("roles", "step"), [(ROLES[:1], 5), pytest.param(ROLES, 1, marks=pytest.mark.soak)]
)
def test_public_pages_are_alike_for_everybody(committed_db, roles, step, capsys):
    """One address of each kind. The message to staff is the one thing that a reader may send."""
    staff, attempts, wrong = make_staff(), 0, []
    clients = [client_of(None), *(client_of(staff[role]) for role in roles)]
    for fillings in [*fillings_of_patterns([], ["method", "news"])][::step]:
        for method in METHODS:
            answers = [answered(client, method, fillings[0]) for client in clients]
            attempts += len(answers)
            allowed = READ | {"POST"} if fillings[0].endswith("/tell/") else READ
            is_refused = answers[0][0] in (302, 403, 404, 405)
            if (
                any(one != answers[0] or one[2] for one in answers)
                or answers[0][0] >= 500
                or not (method in allowed or is_refused)
            ):
                wrong.append((method, fillings[0], answers))

    with capsys.disabled():
        print(f"\n{attempts:,} attempts at public pages, {len(wrong)} unlike meant")
    assert wrong == []
