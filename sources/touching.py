"""One new revision of a record for all that a transaction writes of it."""

from contextlib import contextmanager

from django.db import connection

SET = "SELECT set_config('rollcall.touched', %s, true)"


@contextmanager
def touched_once():
    """Within this block of a transaction records are touched once, not once per statement.

    For whoever writes the rows of a thousand records table by table: each record is locked, gets its
    new revision and the name of its editor by the first of them (`touch_records`), which PostgreSQL
    notes until the block ends.
    """
    with connection.cursor() as cursor:
        cursor.execute(SET, ["{}"])
        yield
        cursor.execute(SET, [""])
