"""How far a reading or a writing is, for whoever looks at its receipt.

It is told in the name of the database session. What goes on within one transaction cannot be told in
rows, which nobody sees before its end; and a session ends with its process, so nobody looks at a bar
that a killed worker left.
"""

from contextlib import contextmanager, suppress

from django.db import Error, connection


@contextmanager
def told(imported):
    """A function of (done, total) to call on the way; in this block the import is being worked on."""

    def tell(done, total):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('application_name', %s, false)",
                [f"{_name(imported)} {done}/{total}"],
            )

    tell(0, 0)
    try:
        yield tell
    finally:
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("RESET application_name")


def how_far(imported):
    """(done, total) as another session tells it now; None when nobody works on the import."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT split_part(application_name, ' ', 3) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()
               AND starts_with(application_name, %s)
            """,
            [_name(imported)],
        )
        row = cursor.fetchone()
    return tuple(map(int, row[0].split("/"))) if row else None


def _name(imported):
    return f"import {imported.pk}"
