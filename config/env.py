"""Reading settings from the environment."""

import hashlib
import hmac
import os
import re
from datetime import datetime
from urllib.parse import quote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg2 import ProgrammingError
from psycopg2.extensions import parse_dsn

MEANINGS = {
    "SECRET_KEY": "a long random text that signs sessions and permalinks",
    "DATABASE_URL": "the PostgreSQL login that owns the tables, postgresql://user:password@host/name",
    "ALLOWED_HOSTS": "the host names that the site answers to, separated by commas",
}


def text(name, default=""):
    return os.environ.get(name, "").strip() or default


def names(name, default=""):
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def number(name, default):
    value = text(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} must be a whole number, and is {value!r}.")
    return int(value)


def yes(name, default):
    value = text(name, "yes" if default else "no").lower()
    if value not in {"yes", "no", "true", "false", "1", "0", "on", "off"}:
        raise ImproperlyConfigured(f"{name} must be yes or no, and is {value!r}.")
    return value in {"yes", "true", "1", "on"}


def onion(name):
    """An address such as http://abc.onion, or nothing."""
    value = text(name).rstrip("/")
    if value and not re.fullmatch(r"https?://([a-z2-7]+\.)*[a-z2-7]{56}\.onion", value):
        raise ImproperlyConfigured(
            f"{name} must be http:// and an onion address of 56 letters, and is {value!r}."
        )
    return value


def contacts(name):
    """Addresses by which people are reached: mailto:…, https://…, tel:…"""
    given = names(name)
    for contact in given:
        if not contact.startswith(("mailto:", "https://", "tel:")):
            raise ImproperlyConfigured(
                f"{name} must begin with mailto:, https:// or tel:, and is {contact!r}."
            )
    return given


def day(name):
    """The end of a day, or None."""
    value = text(name)
    try:
        return datetime.fromisoformat(f"{value}T23:59:59+00:00") if value else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a day, 2027-01-31, and is {value!r}.") from None


def one_of(name, *choices):
    """One of the choices; the first is the default."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, and is {value!r}.")
    return value


def refuse_missing(*required):
    missing = [name for name in required if not text(name)]
    if missing:
        wanted = "; ".join(f"{name} ({MEANINGS[name]})" for name in missing)
        raise ImproperlyConfigured(
            f"Set {wanted} in the environment, as docs/settings.md describes."
        )


def database(url, *, options, **settings):
    """Django's settings for the database at a libpq URL."""
    try:
        given = parse_dsn(url)
    except ProgrammingError as error:
        raise ImproperlyConfigured(f"A database URL cannot be read: {error}".strip()) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", ""),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "OPTIONS": given
        | {"options": " ".join(f"-c {key}={value}" for key, value in options.items())},
        **settings,
    }


def with_login(url, role, *, secret):
    """The same database with another role, whose password is derived from the secret key."""
    parts = urlsplit(url)
    password = hmac.new(
        secret.encode(), f"database role {role}".encode(), hashlib.sha256
    ).hexdigest()
    address = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{quote(role)}:{password}@{address}").geturl()
