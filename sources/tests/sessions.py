"""Two sessions of staff that write at the same time, each with its own connection and commit."""

import threading
import time

from django.db import DatabaseError, connection, connections, transaction

from sources.violations import explain


def side_by_side(first, second):
    """Both write, then both commit: ("", sentence) when the second was refused.

    `second` begins after `first` has written and before it commits; `first` commits when `second`
    waits for it or has nothing left to wait for.
    """
    answers = {}

    def other_session():
        answers["second"] = _answer(second)
        connections.close_all()

    thread = threading.Thread(target=other_session)

    def first_and_wait():
        first()
        thread.start()
        _until_it_waits(thread)

    answers["first"] = _answer(first_and_wait)
    thread.join(timeout=30)
    return answers["first"], answers["second"]


def _answer(write):
    try:
        with transaction.atomic():
            write()
    except DatabaseError as error:
        return explain(error)
    return ""


def _until_it_waits(thread):
    """Until another session of this database waits for a lock, or `thread` is through."""
    deadline = time.monotonic() + 20
    while thread.is_alive() and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            # Within a transaction PostgreSQL shows the activity as it was first asked for.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
