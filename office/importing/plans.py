"""How PostgreSQL is to look for rows while tables grow within a transaction that is not at its end."""

from django.db import connection

from core.planned import planned

ROW_BY_ROW = dict.fromkeys(("enable_seqscan", "enable_hashjoin", "enable_mergejoin"), "off")


def row_by_row():
    """Within this block of a transaction rows are looked up in indexes, one by one.

    A large file is written in one transaction, so nothing is known yet of how large the tables are. What
    is planned for small ones would read all of them for each portion of the file, and the time of a
    portion would grow with the file.
    """
    return planned(connection, ROW_BY_ROW)
