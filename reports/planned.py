"""Where PostgreSQL guesses wrongly how a count is made at a million people, it is told."""

from contextlib import contextmanager

from django.db import connections, router

from register.models import Entry

# Where groups are taken to be many, rows would be sorted for them; to hash them costs a third less.
HASHED = {"enable_incremental_sort": "off"}
# Each worker would read all of a side that only fits together as a whole.
ALONE = {"max_parallel_workers_per_gather": "0"}


@contextmanager
def planned(settings):
    """Within the transaction of an answer: these settings of the planner for what is asked here."""
    with connections[router.db_for_read(Entry)].cursor() as cursor:
        before = {}
        for name in settings:
            cursor.execute("SELECT current_setting(%s)", [name])
            (before[name],) = cursor.fetchone()
        _set(cursor, settings)
        yield
        _set(cursor, before)


def _set(cursor, settings):
    for name, value in settings.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
