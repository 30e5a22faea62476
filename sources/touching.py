"""One new revision of a record for all that a transaction writes of it."""

from contextlib import contextmanager

from django.db import connection

SET = "SELECT set_config('rollcall.touch', %s, true)"


@contextmanager
def touched_once():
    """Within this block of a transaction records are touched once, not once per statement.

    For whoever writes the rows of thousands of records table by table: each record is locked, gets its
    new revision and the name of its editor by the first of them (`touch_records`).
    """
    with connection.cursor() as cursor:
        cursor.execute(SET, ["once"])
    yield
    with connection.cursor() as cursor:
        cursor.execute(SET, [""])
