"""The log of changes: what each edition did to each record, in kind and never in values."""

from register.models import Change
from register.publishing.rows import columns, rows_of_part, table

# What differs where no fact that counts does: a name, a text, a source.
TEXTS = "texts"


def log_published(cursor, kind, edition, why):
    """One row for each root of the batch: new, or what differs from the version before and why."""
    differing = " UNION ALL ".join(_differing(kind))
    cursor.execute(
        f"""
        INSERT INTO register_change (edition, public_id, root, kind, why, facts)
        WITH pair AS (
            SELECT p.public_id, p.entry_id AS after_id, before.id AS before_id, p.is_new_version
              FROM publishing p
              LEFT JOIN {table(kind.version)} before ON before.public_id = p.public_id AND before.edition_to = %s
        ), facts AS (
            SELECT public_id, array_agg(DISTINCT fact ORDER BY fact) AS facts
              FROM ({differing}) AS every (public_id, fact) GROUP BY public_id
        )
        SELECT %s, pair.public_id, %s, change.kind, CASE WHEN change.kind = 'new' THEN '' ELSE %s END,
               CASE WHEN pair.is_new_version THEN COALESCE(facts.facts, '{{}}') ELSE %s END
          FROM pair
          CROSS JOIN LATERAL (SELECT CASE WHEN is_new_version AND before_id IS NULL
                                          THEN 'new' ELSE 'corrected' END AS kind) change
          LEFT JOIN facts ON facts.public_id = pair.public_id
         ORDER BY pair.public_id
        """,  # noqa: S608
        [edition, edition, kind.kind, why, [TEXTS]],
    )


def log(edition, root, kind, why, public_ids, facts=()):
    """The same change of several records."""
    Change.objects.bulk_create(
        Change(
            edition=edition, public_id=public_id, root=root, kind=kind, why=why, facts=list(facts)
        )
        for public_id in public_ids
    )


def _differing(kind):
    """SELECT public_id and the code of a fact, for the root itself and for each of its parts."""
    made = columns(kind.working, kind.version, is_person=False)
    compared = _compared(kind.version, [c.name for c in made])
    yield (
        f"SELECT pair.public_id, d.fact FROM pair "  # noqa: S608
        f"JOIN {table(kind.version)} o ON o.id = pair.before_id "
        f"JOIN {table(kind.version)} n ON n.id = pair.after_id "
        f"CROSS JOIN LATERAL (VALUES {compared}) AS d (fact, differs) WHERE d.differs"
    )
    for pair in kind.parts:
        made, _rows = rows_of_part(kind, pair)
        name, rows = pair.published._meta.model_name, table(pair.published)
        compared = _compared(pair.published, [c.name for c in made if not c.parent])
        yield (
            f"SELECT pair.public_id, d.fact FROM pair CROSS JOIN LATERAL ("  # noqa: S608
            f"SELECT d.fact FROM (SELECT * FROM {rows} WHERE entry_id = pair.before_id) o "
            f"FULL JOIN (SELECT * FROM {rows} WHERE entry_id = pair.after_id) n ON n.code = o.code "
            f"CROSS JOIN LATERAL (VALUES ('{name}.added', o.id IS NULL), ('{name}.removed', n.id IS NULL), "
            f"{compared}) AS d (fact, differs) WHERE d.differs) d WHERE pair.before_id IS NOT NULL"
        )


def _compared(published, names):
    """The rows of a VALUES: the code of each fact, and whether both sides have it and differ in it."""
    return ", ".join(
        f"('{published._meta.model_name}.{name}', "
        f'o.id IS NOT NULL AND n.id IS NOT NULL AND o."{name}" IS DISTINCT FROM n."{name}")'
        for name in names
    )
