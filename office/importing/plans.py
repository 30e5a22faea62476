"""How PostgreSQL is to look for rows while tables grow within a transaction that is not at its end."""

from contextlib import contextmanager

from django.db import connection

NAMES = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin")


@contextmanager
def row_by_row():
    """Within this block of a transaction rows are looked up in indexes, one by one.

    A large file is written in one transaction, so nothing is known yet of how large the tables are. What
    is planned for small ones would read all of them for each portion of the file, and the time of a
    portion would grow with the file.
    """
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} = off" for name in NAMES))
    yield
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in NAMES))
