"""People who log in, for tests."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

PASSWORD = "a horse that reads the news"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
OFFICE = "/admin/"


def make_staff(name="anna", *, has_app=False, **fields):
    """Somebody of staff with a password, and with an app that makes codes if asked for."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
    if has_app:
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
    return user


def code(secret=SECRET, *, steps=0):
    """What an app with the secret shows now, or some steps of 30 seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def recovery_codes(user):
    return RecoveryCodes(
        Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    ).get_unused_codes()


def try_password(name, password=PASSWORD, *, client=None, address="203.0.113.1", **query):
    """Send the form of logging in; gives the answer, whose `wsgi_request` knows who is there."""
    client = client or Client()
    return client.post(
        reverse("account_login", query=query),
        {"login": name, "password": password},
        REMOTE_ADDR=address,
    )


def try_code(client, text, *, address="203.0.113.1"):
    return client.post(reverse("mfa_authenticate"), {"code": text}, REMOTE_ADDR=address)


def is_in(client):
    return "_auth_user_id" in client.session


def log_out(client):
    """As a person does: the device cookie stays, which `client.logout()` would drop."""
    client.post(reverse("account_logout"))


def log_in(name="anna", *, client=None, **where):
    """A browser in which somebody has logged in, with both factors where there are two."""
    client = client or Client()
    answer = try_password(name, client=client, **where)
    if answer.headers["Location"] == reverse("mfa_authenticate"):
        try_code(client, code(), **where)
    assert is_in(client)
    return client
