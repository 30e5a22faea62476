"""The log of changes: what each edition did to each record, in kind and never in values."""

from register.models import Change
from register.publishing.rows import columns, rows_of_part, table

# What differs where no fact that counts does: a name, a text, a source.
TEXTS = "texts"
ADDED, REMOVED = "added", "removed"


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


def fact_codes(kind):
    """Every code that the log can hold of a kind of root."""
    yield TEXTS
    for model, names in _compared(kind):
        yield from (_code(model, name) for name in names)
        if model is not kind.version:
            yield from (_code(model, ADDED), _code(model, REMOVED))


def _differing(kind):
    """SELECT public_id and the code of a fact, for the root itself and for each of its parts."""
    for model, names in _compared(kind):
        if model is kind.version:
            before, after, come_and_go = "id = pair.before_id", "id = pair.after_id", ""
        else:
            before, after = "entry_id = pair.before_id", "entry_id = pair.after_id"
            come_and_go = f"('{_code(model, ADDED)}', o.id IS NULL), ('{_code(model, REMOVED)}', n.id IS NULL), "
        same = "TRUE" if model is kind.version else "n.code = o.code"
        values = ", ".join(
            f"('{_code(model, name)}', "
            f'o.id IS NOT NULL AND n.id IS NOT NULL AND o."{name}" IS DISTINCT FROM n."{name}")'
            for name in names
        )
        yield (
            f"SELECT pair.public_id, d.fact FROM pair CROSS JOIN LATERAL ("  # noqa: S608
            f"SELECT d.fact FROM (SELECT * FROM {table(model)} WHERE {before}) o "
            f"FULL JOIN (SELECT * FROM {table(model)} WHERE {after}) n ON {same} "
            f"CROSS JOIN LATERAL (VALUES {come_and_go}{values}) AS d (fact, differs) WHERE d.differs"
            f") d WHERE pair.before_id IS NOT NULL"
        )


def _compared(kind):
    """[(model, columns)]: the root and its parts; a link between parts has another id in each version."""
    made = columns(kind.working, kind.version, is_person=False)
    yield kind.version, [c.name for c in made]
    for pair in kind.parts:
        made, _rows = rows_of_part(kind, pair)
        yield pair.published, [c.name for c in made if not c.parent]


def _code(model, name):
    return f"{model._meta.model_name}.{name}"
