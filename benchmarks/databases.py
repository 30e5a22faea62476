"""A PostgreSQL server and databases of the benchmarks' own, under var/, kept for the next run."""

import contextlib
import os

import psycopg2

from config import local
from config.embedded import Server

server = Server(local.VAR / "postgres-bench", throwaway=True)


def join(people):
    """Start the server and point Django at the database for so many people; call before setup."""
    url = server.join()
    name = f"rollcall_bench_{people}"
    os.environ["DATABASE_URL"] = f"{url.rpartition('/')[0]}/{name}"
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    local.fill_in()
    # One server per data directory: its logins are the benchmarks' own too.
    return name


def empty_anew():
    """Drop every table of the database that Django points at, and make them again."""
    from django.db import connections

    from config import database

    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    database.prepare()
