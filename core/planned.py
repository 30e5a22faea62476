"""Where PostgreSQL guesses wrongly how something is best done, it is told."""

from contextlib import contextmanager

SET = """
    SELECT name, before, set_config(name, value, true)
      FROM (SELECT name, value, current_setting(name) AS before
              FROM unnest(%s::text[], %s::text[]) AS t (name, value) OFFSET 0) settings
"""


@contextmanager
def planned(connection, settings):
    """Within this block of a transaction: these settings of the planner, by name; then those before again.

    A block that fails puts nothing back: its transaction, and the settings with it, is rolled back.
    """
    with connection.cursor() as cursor:
        before = _set(cursor, settings)
        yield
        _set(cursor, before)


def _set(cursor, settings):
    """Returns what was set before, by name."""
    if not settings:
        return {}
    cursor.execute(SET, [list(settings), list(settings.values())])
    return {name: before for name, before, _ in cursor.fetchall()}
