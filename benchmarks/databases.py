"""A PostgreSQL server and databases of the benchmarks' own, under var/, kept for the next run."""

import contextlib
import os

import psycopg2

from config import local
from config.embedded import THROWAWAY, Server

server = Server(local.VAR / "postgres-bench", THROWAWAY)


def join(people):
    """Start the server and point Django at the database for so many people; call before setup."""
    url = server.join()
    name = f"rollcall_bench_{people}"
    os.environ["DATABASE_URL"] = f"{url.rpartition('/')[0]}/{name}"
    _create(name, "template0")
    local.fill_in()


def empty_anew():
    """Drop every table of the database that Django points at and its copies; make the tables again."""
    from django.db import connections

    from config import database

    name = connections["owner"].settings_dict["NAME"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{name}\\_%"])
        for (copied,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE {copied} WITH (FORCE)")
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    database.prepare()


@contextlib.contextmanager
def copy(suffix):
    """Within this block Django works in a copy of its database; gives whether it was made now."""
    from django.conf import settings
    from django.db import connections

    name = connections["owner"].settings_dict["NAME"]
    connections.close_all()
    is_new = _create(f"{name}_{suffix}", name)
    for alias in settings.DATABASES:
        connections[alias].settings_dict["NAME"] = f"{name}_{suffix}"
    try:
        yield is_new
    finally:
        connections.close_all()
        for alias in settings.DATABASES:
            connections[alias].settings_dict["NAME"] = name


def _create(name, template):
    """Whether the database was not there."""
    connection = psycopg2.connect(server.url())
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return False
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return True
