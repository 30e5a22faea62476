"""Where PostgreSQL guesses wrongly how something is best done, it is told."""

from contextlib import contextmanager


@contextmanager
def planned(connection, settings):
    """Within this block of a transaction: these settings of the planner, by name; then those before again.

    A block that fails puts nothing back: its transaction, and the settings with it, is rolled back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, current_setting(name) FROM unnest(%s::text[]) AS name", [list(settings)]
        )
        before = dict(cursor.fetchall())
        _set(cursor, settings)
        yield
        _set(cursor, before)


def _set(cursor, settings):
    cursor.execute(
        "SELECT set_config(name, value, true) FROM unnest(%s::text[], %s::text[]) AS t (name, value)",
        [list(settings), list(settings.values())],
    )
