"""A large register from a small one: every published person again, under other ids, as rows alone.

For what only reads the register. The copies have the dates, articles and places of the person
whom they copy, so a register of many copies has no more different days, pairs of days and sets of
articles than the one that was published; it has as many rows, and indexes over them. Names, texts
and photos are not copied: no report reads them.
"""

import contextlib

from django.db import connections

from benchmarks.synthetic import analyze
from register import models

# Children after their parents; the rows of one version, and those that a public id finds.
PARTS = (
    *(models.Detention, models.Stay, models.Prosecution, models.Charge, models.Verdict),
    *(models.SentencePart, models.Condition, models.Contact, models.Death, models.Recognition),
    *(models.OfficialLabel, models.Relation),
    *models.derived_models(),
)
OF_PUBLIC_ID = (models.Identity, models.Citation, models.Change)
ONLY_PEOPLE = "WHERE {alias}.public_id IN (SELECT public_id FROM register_entry)"


def multiply(times, say):
    """Make each person of the register `times` people; returns how many rows it has then."""
    rows = 0
    with connections["owner"].cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'")
        for model in (models.Entry, *PARTS, *OF_PUBLIC_ID):
            rows += _copies(cursor, model, times)
            say(f"{model._meta.db_table}: {rows:,} rows in all")
        cursor.execute("RESET ALL; SET session_replication_role = origin")
    analyze()
    return rows


def _copies(cursor, model, times):
    """Copy a table: its ids and those that it points at move by the length of the tables."""
    columns = [field for field in model._meta.local_concrete_fields if not field.generated]
    listed = ", ".join(f'"{field.column}"' for field in columns)
    values = ", ".join(moved(cursor, model, field) for field in columns)
    only = ONLY_PEOPLE.format(alias="r") if model in OF_PUBLIC_ID else ""
    with _without_indexes(cursor, model._meta.db_table):
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({listed}) "  # noqa: S608
            f"SELECT {values} FROM generate_series(1, {times - 1}) n, "
            f"(SELECT * FROM {model._meta.db_table} r {only}) r"
        )
        copied = cursor.rowcount
    return copied * times // (times - 1)


@contextlib.contextmanager
def _without_indexes(cursor, table):
    """Indexes that no constraint stands on are made anew over all rows: that is several times as fast."""
    cursor.execute(
        """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
            WHERE indrelid = %s::regclass
              AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)""",
        [table],
    )
    indexes = cursor.fetchall()
    for name, _definition in indexes:
        cursor.execute(f"DROP INDEX {name}")
    yield
    for _name, definition in indexes:
        cursor.execute(definition)


def moved(cursor, model, field, *, keeps_public_id=False):
    """SQL of a column of the copy number `n` of the row `r`."""
    column = f'r."{field.column}"'
    if field.column == "public_id" and not keeps_public_id:
        # Two letters for the number of the copy, the rest of the id.
        return f"chr(65 + n / 26) || chr(65 + n % 26) || substr({column}, 3)"
    if field.primary_key:
        return f"{column} + n * {_length(cursor, model)}"
    if field.is_relation and field.related_model in (models.Entry, *PARTS):
        return f"{column} + n * {_length(cursor, field.related_model)}"
    return column


LENGTHS = {}


def _length(cursor, model):
    """By how much the ids of one copy lie beyond those of the one before; as it was at first."""
    if model not in LENGTHS:
        cursor.execute(f"SELECT max(id) FROM {model._meta.db_table}")  # noqa: S608
        LENGTHS[model] = cursor.fetchone()[0] or 0
    return LENGTHS[model]
