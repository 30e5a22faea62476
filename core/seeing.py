"""For whom the working records are read: a sealed case is there only for those who may see it.

PostgreSQL itself leaves out the rows of the others (config/sealing.py), in lists, counts, joins and raw
SQL alike. Here the session is told who asks. Nobody, unless somebody says otherwise: then no sealed case
is there at all.

    with seeing.as_person(user.pk):   # a request of the office, by its middleware
    with seeing.as_system():          # publishing, imports, commands of who holds the server

Both hold for this thread, and nest; other threads begin as nobody.
"""

from contextlib import contextmanager
from contextvars import ContextVar

import psycopg2
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

NOBODY, SYSTEM = "", "system"
_viewer = ContextVar("viewer", default=NOBODY)


def as_system():
    """Everything is there: for work whose outcome must not depend on who started it."""
    return _as(SYSTEM)


def as_person(*pks):
    """What all of these accounts may see is there."""
    return _as(",".join(str(pk) for pk in pks if pk is not None))


def person():
    """The number of the account that asks; None when it is nobody, several or the system."""
    viewer = _viewer.get()
    return int(viewer) if viewer.isdecimal() else None


@contextmanager
def _as(viewer):
    before = _viewer.get()
    _viewer.set(viewer)
    try:
        if viewer != before:
            _tell(connections[DEFAULT_DB_ALIAS])
        yield
    finally:
        _viewer.set(before)
        if viewer != before:
            _tell(connections[DEFAULT_DB_ALIAS])


def tell_new_session(*, connection, **_signal):
    """A session that begins, or begins again, in the middle of work."""
    if connection.alias == DEFAULT_DB_ALIAS and _viewer.get() != NOBODY:
        _tell(connection)


def _tell(connection):
    """For the session, so that it holds in transactions and outside. One that cannot be told is closed."""
    session = connection.connection
    if session is None:
        return
    if connection.in_atomic_block and session.info.transaction_status == TRANSACTION_STATUS_INERROR:
        return  # what is rolled back now includes what was said within
    try:
        with session.cursor() as cursor:
            cursor.execute("SELECT set_config('rollcall.viewer', %s, false)", [_viewer.get()])
    except psycopg2.Error:
        connection.close()
