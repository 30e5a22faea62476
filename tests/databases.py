"""Databases for tests: built once, kept as templates between runs, cloned for each process.

A template's name holds a fingerprint of the files that it was made from, so it is used again until
one of them changes. All of this happens under one file lock, because PostgreSQL clones only what
nobody else is connected to, and because logins belong to the whole server.
"""

import contextlib
import fcntl
import os
import uuid
from collections import deque
from functools import cache
from pathlib import Path

import psycopg2
from django.conf import settings
from django.core.management import call_command, get_commands
from django.db import connections
from psycopg2 import sql

from benchmarks import publishing, synthetic
from config import fingerprint, roles
from config.local import VAR

PREFIX = "rollcall_test"
CROWD = 10_000  # people of the register that long trials ask
MOST_LEFT = 100  # of 22 MB each, as a rule

_not_needed = deque()
# What this process has read of the code does not change any more.
of_migrations, of_demo = cache(fingerprint.of_migrations), cache(fingerprint.of_demo)


def clone_of_empty():
    """The name of a new database with all tables and no rows."""
    return _clone("empty", of_migrations(), _build_empty)


def clone_of_demo():
    """The name of a new database with the published demonstration register."""
    return _clone("demo", of_demo(), _build_demo)


def clone_before_the_scene():
    """The demonstration register as if the act of 9 December 2024 were not there yet."""
    return _clone("scene", of_demo(), _build_before_the_scene)


def clone_of_crowd():
    """The name of a new database with ten thousand invented people, published as one edition."""
    invented = fingerprint.of_files((fingerprint.ROOT / "benchmarks").glob("*.py"))
    return _clone("crowd", fingerprint.of_text(of_demo() + invented), _build_crowd)


def has_demo():
    return "load_demo" in get_commands()


def drop(name):
    """Nobody needs it any more; it goes when the tests end.

    ext4 does not use the place of a deleted file again for minutes and passes over such places one by one:
    while databases were dropped between tests a new one, of 1,500 files, took ten times as long.
    """
    _not_needed.append(name)
    if len(_not_needed) > MOST_LEFT:
        _drop(_not_needed.popleft())


def drop_left():
    while _not_needed:
        _drop(_not_needed.popleft())


@contextlib.contextmanager
def using(name):
    """All three logins work in database `name` within this block."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in settings.DATABASES}
    connections.close_all()
    for alias in before:
        connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        for alias, old in before.items():
            connections[alias].settings_dict["NAME"] = old


def _clone(kind, files, build):
    name = f"{PREFIX}_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    with _lock():
        _drop_stale()
        template = _template(kind, files, build)
        _create(name, template)
        with using(name):
            roles.prepare()
    return name


def _template(kind, files, build):
    template = f"{PREFIX}_template_{kind}_{files}"
    if template not in _existing():
        for old in _existing():
            if old.startswith(f"{PREFIX}_template_{kind}_"):
                _drop(old)
        unfinished = f"{PREFIX}_template_{kind}_unfinished"
        build(unfinished)
        _run(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(unfinished), sql.Identifier(template)
            )
        )
    return template


def _build_empty(name):
    _create(name, "template0")
    with using(name):
        call_command("migrate", database="owner", verbosity=0)


def _build_demo(name, **options):
    _create(name, _template("empty", of_migrations(), _build_empty))
    with using(name):
        roles.prepare()
        call_command("load_demo", verbosity=0, **options)


def _build_before_the_scene(name):
    _build_demo(name, without_act=["2024-12-09"])


def _build_crowd(name):
    _create(name, _template("empty", of_migrations(), _build_empty))
    with using(name):
        roles.prepare()
        synthetic.load(CROWD, say=lambda _done: None)
        publishing.publish_all(say=lambda _done: None)
        synthetic.analyze()


def _create(name, template):
    _run(
        sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(template)
        )
    )


def _drop_stale():
    """Drop what a killed test run left: databases whose process is gone and that nobody uses."""
    for name in _existing():
        pid = name.removeprefix(f"{PREFIX}_").split("_")[0]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            _drop(name)


def _drop(name):
    _run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _existing():
    rows = _run("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
    return [name for (name,) in rows]


def _run(statement, values=None):
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


@contextlib.contextmanager
def _lock():
    VAR.mkdir(exist_ok=True)
    with open(VAR / "test-databases.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
