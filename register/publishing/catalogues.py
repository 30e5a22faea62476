"""Catalogue rows travel with the first root that uses them and are current rows from then on.

Later changes follow by trigger (`register/sql/catalogues.sql`).
"""

from django.db.models import ForeignKey

from core.facts import Facts, fact_fields
from prisoners.models import Detention, Official, Prosecution, ServedTimeRule
from register.models import Source as PublishedSource
from register.publishing.roots import CATALOGUES, PRISONER
from register.publishing.rows import COARSENED, HAS_SOURCE, table
from sources.models import Citation, Source

# No row points to a rule on time served: it is used with the first case of its country.
RULES_OF_THE_BATCH = " UNION ALL ".join(
    f"SELECT {{column}} FROM {table(ServedTimeRule)} w WHERE w.country IN (SELECT c.country "  # noqa: S608
    f"FROM {table(model)} c JOIN publishing p ON c.prisoner_id = p.root_id)"
    for model in (Detention, Prosecution)
)


def refresh_used(cursor, kind):
    """Insert or update the public catalogue rows that the batch uses."""
    for working, published in CATALOGUES:
        used = list(_used(kind, working))
        if used:
            _copy(cursor, working, published, " UNION ".join(used))


def forget_sources(cursor, ids):
    """Take away the sources among `ids` that nothing public cites any more: their titles tell of whom.

    A source that one of those was made from goes with the last of them.
    """
    unused = " AND ".join(
        f"NOT EXISTS (SELECT FROM {table(link.related_model)} r "
        f'WHERE r."{link.field.column}" = s.id)'
        for link in PublishedSource._meta.related_objects
    )
    while ids := list(ids):
        cursor.execute(
            f"DELETE FROM register_source s WHERE s.id = ANY(%s) AND {unused} "  # noqa: S608
            "RETURNING s.derived_from_id",
            [ids],
        )
        ids = {made_from for (made_from,) in cursor.fetchall() if made_from}


def _used(kind, catalogue):
    """SQL selects of the catalogue ids that rows of the batch point to, or that hold for them.

    Nothing that is only there for somebody whose name is withheld: a place or a source that comes
    with one entry would say whose it is.
    """
    if kind.kind == PRISONER.kind and catalogue in (ServedTimeRule, Source):
        yield RULES_OF_THE_BATCH.format(
            column="w.id" if catalogue is ServedTimeRule else "w.source_id"
        )
    for model, join in [
        *((pair.working, f"w.{kind.root_column} = p.root_id") for pair in kind.parts),
        (kind.working, "w.id = p.root_id"),
        (Citation, "w.record_id = p.public_id"),
    ]:
        for field in fact_fields(model, Facts):
            if isinstance(field, ForeignKey) and field.related_model is catalogue:
                only_if = HAS_SOURCE.format(field=field.name) if catalogue is Official else "TRUE"
                if model is Citation or field.name in COARSENED:
                    only_if += " AND NOT p.is_withheld"
                yield (
                    f'SELECT w."{field.column}" FROM {table(model)} w JOIN publishing p ON {join} '
                    f'WHERE w."{field.column}" IS NOT NULL AND {only_if}'
                )


def _copy(cursor, working, published, ids):
    fields = fact_fields(working, Facts)
    names = [f.column for f in fields]
    # Found first, from the batch: a planner that starts at the catalogue reads all who use it.
    used = f"WITH used (id) AS MATERIALIZED ({ids})"
    if working is Source:
        # A reprint is shown with what it was made from, as far back as that is public.
        used = f"""
            WITH RECURSIVE used (id) AS (
                ({ids})
                UNION
                SELECT s.derived_from_id FROM used u JOIN sources_source s ON s.id = u.id
                 WHERE s.derived_from_id IS NOT NULL
            )"""
    values = ", ".join(
        f"(SELECT o.id FROM {table(f.related_model)} o "
        f'WHERE o.id = w."{f.column}" AND NOT o.is_confidential)'
        if f.is_relation
        else f'w."{f.column}"'
        for f in fields
    )
    listed = ", ".join(f'"{name}"' for name in names)
    changed = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in names)
    old = ", ".join(f'old."{name}"' for name in names)
    new = ", ".join(f'EXCLUDED."{name}"' for name in names)
    cursor.execute(
        f"{used} INSERT INTO {table(published)} AS old (id, {listed}) "  # noqa: S608
        f"SELECT w.id, {values} FROM {table(working)} w "
        f"WHERE NOT w.is_confidential AND w.id IN (SELECT id FROM used) "
        f"ORDER BY w.id ON CONFLICT (id) DO UPDATE SET {changed} WHERE ({old}) IS DISTINCT FROM ({new})"
    )
