"""Bringing the database up to date, and knowing when it is."""

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from config import fingerprint, roles
from office.roles import permissions


def prepare():
    """Tables, rights, indexes of names, and a note in the database of what it was prepared for."""
    call_command("migrate", database="owner", verbosity=0)
    roles.prepare()
    permissions.make_groups()
    if fingerprint.of_names() not in (_note() or ""):
        call_command("index_names", verbosity=0)
    with connections["owner"].cursor() as cursor:
        name = connections["owner"].ops.quote_name(settings.DATABASES["owner"]["NAME"])
        cursor.execute(f"COMMENT ON DATABASE {name} IS %s", [_wanted()])


def is_prepared():
    return _note() == _wanted()


def _note():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            """
            SELECT shobj_description(oid, 'pg_database')
            FROM pg_database WHERE datname = current_database()
            """
        )
        return cursor.fetchone()[0]


def _wanted():
    """The tables, the reading of names, the roles, and the logins with their passwords (as a digest)."""
    logins = fingerprint.of_text(roles.fingerprint() + permissions.fingerprint())
    return f"rollcall {fingerprint.of_migrations()} {fingerprint.of_names()} {logins}"
