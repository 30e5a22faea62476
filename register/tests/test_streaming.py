"""Downloads of any size: constant memory, and nothing runs on for a reader who has gone."""

import contextlib
import resource
import socket
import time
import urllib.request
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.db import connections

from register.export.copying import Copying
from register.export.formats import as_json
from register.tests.many import make_many
from tests import databases
from tests.site import site_on

ENDLESS = "SELECT repeat('x', 1000) FROM (SELECT generate_series(1, 1000000000)) g"


@pytest.fixture
def public(committed_db):
    return connections["public"]


def copying(database):
    """How many COPY statements of the public's login run in a database."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state = 'active' "
            "AND query LIKE 'COPY%%' AND usename LIKE '%%public'",
            [database],
        )
        return cursor.fetchone()[0]


def eventually(question, wanted, seconds=10):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question() == wanted:
            return wanted
        time.sleep(0.05)
    return question()


def test_a_download_of_any_size_takes_the_same_memory(public):
    rows = Copying(
        public, ["SELECT repeat('x', 1000) FROM generate_series(1, 150000)"], "FORMAT csv"
    )
    next(rows)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    size = sum(len(chunk) for chunk in rows)

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert (size > 149_000_000, grown < 20_000) == (True, True), f"{size} bytes, {grown} kB"


def test_a_slow_reader_makes_the_database_wait(public, committed_db):
    rows = Copying(public, [ENDLESS], "FORMAT csv")
    next(rows)
    time.sleep(0.5)

    waiting = rows._chunks.qsize()
    rows.close()

    assert waiting <= 8


def test_leaving_cancels_the_query_and_the_next_one_works(public, committed_db):
    rows = Copying(public, [ENDLESS], "FORMAT csv")
    next(rows)
    assert copying(committed_db) == 1

    rows.close()

    assert eventually(lambda: copying(committed_db), 0) == 0
    with public.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert cursor.fetchone() == (1,)


def test_an_error_of_the_database_is_raised_and_leaves_the_connection_clean(public):
    with pytest.raises(psycopg2.Error, match="division by zero"):
        as_json(public, ["SELECT 1 / 0"])

    with public.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == ("15s",)


@pytest.fixture
def large_site(django_db_setup, django_db_blocker):
    """(address, database) of a site with 12,000 people."""
    with django_db_blocker.unblock():
        name = databases.clone_of_empty()
        with databases.using(name):
            make_many(12_000)
            with site_on(name) as address:
                yield address, name
        databases.drop(name)


def test_a_client_that_hangs_up_cancels_its_query(large_site):
    address, database = large_site
    host, _, port = urlsplit(address).netloc.partition(":")
    with contextlib.closing(socket.socket()) as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect((host, int(port)))
        client.sendall(b"GET /prisoners.csv HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert client.recv(4096).startswith(b"HTTP/1.1 200")
        assert eventually(lambda: copying(database), 1) == 1

    assert eventually(lambda: copying(database), 0) == 0
    with urllib.request.urlopen(f"{address}/prisoners.csv") as response:
        assert sum(1 for _line in response) == 12_001
