"""Accounts by invitation: a link that works once, for a while, and can be taken back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.logins import invitations
from office.models import AuditEvent, Invitation
from office.roles.matrix import Role
from office.roles.permissions import make_groups
from office.tests.logins import OFFICE, PASSWORD, is_in, log_in, make_staff, try_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def role(db):
    return Group.objects.create(name="writers")


@pytest.fixture
def administrator(client):
    user = make_staff("boss", is_superuser=True)
    client.force_login(user)
    return user


STAFF = {"is_active": "on", "is_staff": "on"}


def link(secret):
    return reverse("office_invitation_link", args=[secret])


def invited(role, **fields):
    _invitation, secret = invitations.invite(role=role, meant_for="Anna", by=None, **fields)
    return secret


def fill_in(secret, client=None, **changed):
    """Open the link in a browser and send the form."""
    client = client or Client()
    given = {"username": "anna", "alias": "Swift", "password": PASSWORD, "again": PASSWORD}
    client.get(link(secret))
    return client, client.post(reverse("office_invitation"), given | changed)


def test_an_invitation_makes_an_account_with_its_role_and_goes_on_to_the_second_factor(
    role, settings
):
    settings.REQUIRE_MFA = True

    client, answer = fill_in(invited(role, email="anna@example.org"))

    user = User.objects.get()
    assert (user.username, user.email, user.profile.alias) == ("anna", "anna@example.org", "Swift")
    assert (user.is_staff, user.is_superuser, list(user.groups.all())) == (True, False, [role])
    assert answer.headers["Location"] == OFFICE
    assert client.get(OFFICE).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200  # without the password again


def test_the_secret_of_a_link_does_not_stay_in_the_address(role):
    secret = invited(role)

    page = Client().get(link(secret), follow=True)

    assert page.request["PATH_INFO"] == reverse("office_invitation")
    assert secret not in page.content.decode()


def test_an_administrator_sees_the_link_once(client, administrator, role):
    page = client.post(
        reverse("admin:office_invitation_add"), {"meant_for": "Anna", "role": role.pk}
    )

    secret = page.content.decode().split("/admin/accounts/invitation/")[1].split("/<")[0]
    _browser, _answer = fill_in(secret)
    assert User.objects.get(username="anna").groups.get() == role
    listed = client.get(reverse("admin:office_invitation_changelist")).content.decode()
    assert "Anna" in listed
    assert secret not in listed
    assert not Invitation.objects.filter(link_digest__contains=secret).exists()
    assert "no-store" in page.headers["Cache-Control"]


def test_it_works_once(role):
    secret = invited(role)
    fill_in(secret)

    client, answer = fill_in(secret, username="second", alias="Second")

    assert (answer.status_code, is_in(client)) == (404, False)
    assert User.objects.count() == 1


def test_a_preview_of_the_link_does_not_use_it_up(role):
    secret = invited(role)
    for _messenger in range(3):
        Client().get(link(secret), follow=True)

    client, _answer = fill_in(secret)

    assert is_in(client)


def test_it_ends(role):
    secret = invited(role)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    _client, answer = fill_in(secret)

    assert answer.status_code == 404
    assert not User.objects.exists()


def test_it_can_be_taken_back(client, administrator, role):
    secret = invited(role)
    changelist = reverse("admin:office_invitation_changelist")
    client.post(
        changelist, {"action": "take_back", "_selected_action": [Invitation.objects.get().pk]}
    )

    _browser, answer = fill_in(secret)

    assert answer.status_code == 404
    assert "taken back" in client.get(changelist).content.decode()


def test_a_made_up_link_opens_nothing():
    _client, answer = fill_in("x" * 43)

    assert answer.status_code == 404
    assert "This link does not work" in answer.content.decode()
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"username": "BOSS"}, "Somebody has this username already."),
        ({"again": "another"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        (
            {"password": "annaannaanna", "again": "annaannaanna", "username": "annaannaanna"},
            "too similar",
        ),
        ({"username": "an na\0"}, "Null characters are not allowed"),
        ({"alias": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_uses_nothing_up(role, changed, sentence):
    make_staff("boss")

    _client, answer = fill_in(invited(role), **changed)

    assert sentence in answer.content.decode()
    assert Invitation.objects.get().is_open


def test_only_who_administrates_accounts_invites(client):
    user = make_staff()
    client.force_login(user)

    for name in ("invitation_add", "invitation_changelist", "staff_sessions"):
        assert client.get(reverse(f"admin:office_{name}")).status_code == 403


def test_accounts_are_not_added_and_passwords_not_set_by_others(client, administrator):
    other = make_staff()

    assert client.get(reverse("admin:auth_user_add")).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[other.pk])
    assert client.post(password, {"password1": PASSWORD}).status_code == 403


def test_an_administrator_gets_no_further_than_an_administrator(client):
    make_groups()
    boss = make_staff("boss")
    boss.groups.add(Group.objects.get(name=Role.ADMINISTRATOR))
    root = make_staff("root", is_superuser=True)
    client.force_login(boss)
    own = reverse("admin:auth_user_change", args=[boss.pk])
    profile = {"profile-TOTAL_FORMS": "0", "profile-INITIAL_FORMS": "0"}

    roles = {"groups": [group.pk for group in boss.groups.all()]}
    client.post(own, profile | roles | {"username": "boss", "is_superuser": "on"} | STAFF)
    boss.refresh_from_db()

    assert not boss.is_superuser
    assert "Alias" in client.get(own).content.decode()
    answer = client.post(
        reverse("admin:auth_user_changelist"),
        {"action": "new_password", "_selected_action": [root.pk]},
    )
    assert answer.status_code == 403
    others = reverse("admin:auth_user_change", args=[root.pk])
    assert client.post(others, profile | {"username": "mine"}).status_code == 403


def test_a_link_for_a_new_password_ends_all_sessions_and_asks_for_a_log_in(client, administrator):
    anna = make_staff()
    before = log_in("anna")
    page = client.post(
        reverse("admin:auth_user_changelist"),
        {"action": "new_password", "_selected_action": [anna.pk]},
    )
    secret = page.content.decode().split("/admin/accounts/invitation/")[1].split("/<")[0]
    browser = Client()
    browser.get(link(secret))
    new = "another sentence of mine"

    answer = browser.post(reverse("office_invitation"), {"password": new, "again": new})

    assert answer.headers["Location"] == reverse("account_login")
    assert before.get(OFFICE).status_code == 302
    assert not is_in(browser)
    try_password("anna", new, client=browser)
    assert is_in(browser)


def test_a_second_link_for_a_password_makes_the_first_void():
    anna = make_staff()
    first, _secret = invitations.offer_password(account=anna, by=None)
    invitations.offer_password(account=anna, by=None)

    first.refresh_from_db()
    assert not first.is_open


def test_what_was_done_is_in_the_audit_log(client, administrator, role):
    invitations.revoke(
        invitations.invite(role=role, meant_for="Bert", by=administrator)[0], by=administrator
    )
    fill_in(invited(role))

    told = ["invited", "invitation_revoked", "invitation_taken"]
    events = AuditEvent.objects.filter(kind__in=told).order_by("id")
    assert list(events.values_list("kind", "by__username", "about")) == [
        ("invited", "boss", "Bert"),
        ("invitation_revoked", "boss", "Bert"),
        ("invited", None, "Anna"),
        ("invitation_taken", "anna", "anna"),
    ]
