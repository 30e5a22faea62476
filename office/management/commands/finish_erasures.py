from django.core.management.base import BaseCommand
from django.db import connections

from office.erasing import files
from office.models import Erasure

# The planner's statistics hold the commonest values of a column, and stay where a table is empty now.
CLEARS_STATISTICS = 180000
CLEAR_STATISTICS = """
    SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited)
      FROM pg_stats WHERE schemaname = 'public'
"""


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
                tables = connections["owner"].introspection.table_names(cursor)
                for table in tables:
                    cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
                cursor.execute("VACUUM (FULL) pg_statistic")
        if verbosity > 0:
            self.stdout.write(f"{removed} files were removed, {len(tables)} tables written anew.")
