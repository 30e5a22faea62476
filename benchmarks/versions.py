"""More versions of every entry, as rows alone: what is timed is the question, not their publication."""

from django.db import connections

from benchmarks.multiply import PARTS, moved
from register.models import Entry

VERSIONS = 10


# What else a version of a person has: rows whose editions follow those of the entry.
OF_VERSION = [model for model in PARTS if model is not Entry]


def make(versions=VERSIONS):
    """What was published becomes the last edition; those before it said the same."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in (Entry, *OF_VERSION):
            table = model._meta.db_table
            cursor.execute(f"DELETE FROM {table} WHERE edition_to < 2147483647")  # noqa: S608
            cursor.execute(f"UPDATE {table} SET edition_from = {versions}")  # noqa: S608
        cursor.execute("DELETE FROM register_edition")
        cursor.execute(
            f"""INSERT INTO register_edition (number, published_at, kind, roots)
                SELECT n, now() - interval '1 day' * ({versions} - n), 'publish', 1
                  FROM generate_series(1, {versions}) n"""  # noqa: S608
        )
        for model in (Entry, *OF_VERSION):
            _copy(cursor, model, versions)
        cursor.execute("SET session_replication_role = origin")
        for model in (Entry, *OF_VERSION):
            cursor.execute(f"VACUUM FULL {model._meta.db_table}")
        cursor.execute("VACUUM ANALYZE")


def _copy(cursor, model, versions):
    """The older rows of each, with ids beyond those of today; they point at rows of their own version."""
    columns = [
        field
        for field in model._meta.local_concrete_fields
        if not field.generated and field.column not in ("edition_from", "edition_to")
    ]
    listed = ", ".join(f'"{field.column}"' for field in columns)
    values = ", ".join(moved(cursor, model, field, keeps_public_id=True) for field in columns)
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({listed}, edition_from, edition_to) "  # noqa: S608
        f"SELECT {values}, n, n + 1 FROM generate_series(1, {versions - 1}) n, "
        f"(SELECT * FROM {model._meta.db_table} WHERE edition_from = {versions}) r"
    )
