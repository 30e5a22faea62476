import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from office.erasing import files
from office.models import Erasure

# The planner's statistics hold the commonest values of a column, and stay where a table is empty now.
CLEARS_STATISTICS = 180000
CLEAR_STATISTICS = """
    SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited)
      FROM pg_stats WHERE schemaname = 'public'
"""
# What an open transaction may still see is copied into a table that is written anew: one that reads this
# database, such as a backup or an analysis, and one that writes, in whichever database of the server.
OPEN_SINCE = """
    SELECT pid, xact_start FROM pg_stat_activity
     WHERE pid <> pg_backend_pid()
       AND (age(backend_xid) > age(%(now)s::xid)
            OR datname = current_database() AND age(backend_xmin) > age(%(now)s::xid))
     ORDER BY xact_start
"""
MOST_WAITED, BETWEEN = 300, 0.2  # seconds


class Command(BaseCommand):
    help = (
        "Remove the files that an erasure left when it was killed, and write every table anew, so that "
        "no page of the database still holds what was deleted. Each table is locked for the time that "
        "takes: run it at night after an erasure. Needs the login that owns the tables."
    )

    def handle(self, *, verbosity, **options):
        removed = files.remove()
        tables = []
        if Erasure.objects.exists():
            with connections["owner"].cursor() as cursor:
                if connections["owner"].pg_version >= CLEARS_STATISTICS:
                    cursor.execute(CLEAR_STATISTICS)
                _wait_for_transactions(cursor)
                tables = connections["owner"].introspection.table_names(cursor)
                for table in tables:
                    cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
                cursor.execute("VACUUM (FULL) pg_statistic")
        if verbosity > 0:
            self.stdout.write(f"{removed} files were removed, {len(tables)} tables written anew.")


def _wait_for_transactions(cursor):
    """Until every transaction has ended that began before now."""
    cursor.execute("SELECT pg_current_xact_id()::xid::text")
    (now,) = cursor.fetchone()
    deadline = time.monotonic() + MOST_WAITED
    while True:
        cursor.execute(OPEN_SINCE, {"now": now})
        still_open = cursor.fetchall()
        if not still_open:
            return
        if time.monotonic() > deadline:
            pid, since = still_open[0]
            raise CommandError(
                f"A transaction is open since {since:%Y-%m-%d %H:%M} (process {pid} of PostgreSQL). What was "
                "deleted would be kept for it. No table was written anew: run this again when it has ended."
            )
        time.sleep(BETWEEN)
