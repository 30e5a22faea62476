"""The batch: a temporary table with one row per root that is being published.

A second one has the ids of all roots that are published together, of every kind: who is among them is
public when a link to them is, though their rows may be written later.
"""

from dataclasses import replace
from itertools import compress

from prisoners.withheld import is_withheld
from register.publishing import absorbed
from register.publishing.roots import NAMES, PHOTO
from register.publishing.rows import (
    IN_BATCH,
    columns,
    empty_value,
    rows_of_part,
    rows_of_root,
    sealed,
    table,
    texts_of,
)
from sources.models import Citation

# Texts of a known length, so that no table needs a second one for long values: making tables is a good
# part of the time that one record takes.
CREATE = """
    CREATE TEMPORARY TABLE IF NOT EXISTS publishing (
        public_id varchar(12) NOT NULL,
        root_id bigint NOT NULL,
        is_withheld boolean NOT NULL,
        facts_digest varchar(64),
        digest varchar(64),
        entry_id bigint,
        is_new_version boolean NOT NULL DEFAULT false
    ) ON COMMIT DROP;
    CREATE TEMPORARY TABLE IF NOT EXISTS published_together (public_id varchar(12) PRIMARY KEY) ON COMMIT DROP;
    DELETE FROM published_together;
    SET LOCAL work_mem = '64MB';  -- the texts of a few thousand records are sorted in memory
    SET LOCAL join_collapse_limit = 1;  -- joins are written in their order; to look for others takes longer
"""


def begin(cursor, public_ids):
    """Make both tables; `public_ids` are all that will be in the batch, some after others."""
    cursor.execute(CREATE)
    cursor.execute(
        "INSERT INTO published_together SELECT DISTINCT unnest(%s::text[])", [list(public_ids)]
    )


def fill(cursor, kind, public_ids):
    """Put the roots of one kind into the batch and compute both digests of each.

    Gives the kind with those of its parts that any of these roots has, or has had in its current
    version: most people have rows in few of the tables, and every statement about them takes time.
    """
    cursor.execute("TRUNCATE publishing")
    withheld = is_withheld("w") if kind.kind == "prisoner" else "FALSE"
    cursor.execute(
        f"INSERT INTO publishing (public_id, root_id, is_withheld) "  # noqa: S608
        f"SELECT w.public_id, w.id, {withheld} FROM {table(kind.working)} w WHERE w.public_id = ANY(%s)",
        [list(public_ids)],
    )
    cursor.execute("ANALYZE publishing")
    kind = _with_parts_there_are(cursor, kind)
    cursor.execute(_digest_sql("facts_digest", _facts(kind)))
    cursor.execute(_digest_sql("digest", [*_facts_digests(), *_texts(kind)]))
    return kind


def _with_parts_there_are(cursor, kind):
    if not kind.parts:
        return kind
    roots = "ARRAY(SELECT root_id FROM publishing)"
    versions = (
        f"ARRAY(SELECT v.id FROM publishing p JOIN {table(kind.version)} v "
        "ON v.public_id = p.public_id AND v.edition_to = 2147483647)"
    )
    are_there = ", ".join(
        f"EXISTS (SELECT FROM {table(pair.working)} WHERE {kind.root_column} = ANY (its.roots)) "
        f"OR EXISTS (SELECT FROM {table(pair.published)} WHERE entry_id = ANY (its.versions))"
        for pair in kind.parts
    )
    cursor.execute(f"SELECT {are_there} FROM (SELECT {roots} AS roots, {versions} AS versions) its")
    return replace(kind, parts=tuple(compress(kind.parts, cursor.fetchone())))


def _digest_sql(column, parts):
    union = " UNION ALL ".join(parts)
    return f"""
        UPDATE publishing SET {column} = made.digest FROM (
            SELECT root_id, encode(sha256(convert_to(
                       string_agg(part || row, E'\\n' ORDER BY part, row), 'UTF8')), 'hex') AS digest
              FROM ({union}) AS every (root_id, part, row) GROUP BY root_id
        ) AS made WHERE made.root_id = publishing.root_id
    """  # noqa: S608


def _facts(kind):
    """What counts: the root, its parts, whether it is withheld, since when it is reported."""
    _, root = rows_of_root(kind)
    yield f"SELECT root_id, 'root', r::text FROM ({root}) r"
    yield "SELECT root_id, 'withheld', is_withheld::text FROM publishing"
    if kind.kind == "prisoner":
        yield f"SELECT root_id, 'reported', COALESCE(day::text, '') FROM ({FIRST_REPORTED}) f"
    for pair in kind.parts:
        made, rows = rows_of_part(kind, pair)
        row = _row("r", ["code", *(c.name for c in made)])
        yield f"SELECT root_id, '{pair.published.__name__}', {row} FROM ({rows}) r"


def _row(alias, columns):
    """SQL of a row as text; NULL and the empty text differ in it."""
    listed = ", ".join(f'{alias}."{name}"' for name in columns)
    return f"ROW({listed})::text"


# The exact day would lead to the one report of a withheld person.
FIRST_REPORTED = """
    SELECT p.root_id, CASE WHEN p.is_withheld
                           THEN date_trunc('month', min(lower(s.published_on_days)))::date
                           ELSE min(lower(s.published_on_days)) END AS day
      FROM publishing p
      LEFT JOIN sources_citation c ON c.record_id = p.public_id AND NOT c.is_confidential
      LEFT JOIN sources_source s ON s.id = c.source_id AND NOT s.is_confidential
     GROUP BY p.root_id, p.is_withheld
"""


def _facts_digests():
    yield "SELECT root_id, 'facts', facts_digest FROM publishing"


def _texts(kind):
    """What identifies, as it would be shown."""
    if kind.kind == "prisoner":
        yield absorbed.rows_for_digest()
        yield f"SELECT p.root_id, 'texts', t::text FROM publishing p JOIN ({identity_rows(kind)}) t USING (root_id)"
        for pair in (*NAMES, PHOTO):
            row = _row("n", ["code", *(f.column for f in texts_of(pair.working))])
            yield f"SELECT root_id, '{pair.published.__name__}', {row} FROM ({name_rows(kind, pair)}) n"
    for pair in kind.parts:
        if texts_of(pair.working):
            yield f"SELECT root_id, 'text', ROW(t.code, t.field, t.text)::text FROM ({text_rows(kind, pair)}) t"
    cited = _row("c", [c.name for c in columns(Citation, Citation, is_person=False)])
    yield f"SELECT root_id, 'citation', {cited} FROM ({citation_rows()}) c"


def identity_rows(kind):
    """SELECT root_id and the texts of people, empty where withheld or sealed."""
    shown = "".join(
        f', CASE WHEN p.is_withheld THEN {empty_value(f)} ELSE {sealed(f, f"w.{f.column}")} END AS "{f.column}"'
        for f in texts_of(kind.working)
    )
    return f"SELECT p.root_id{shown} FROM {table(kind.working)} w JOIN publishing p ON p.root_id = w.id"


def name_rows(kind, pair):
    """SELECT root_id, public_id, source_id, code and the texts of name rows; none of withheld people."""
    shown = "".join(f', w."{f.column}"' for f in texts_of(pair.working))
    return (
        f"SELECT p.root_id, p.public_id, w.id AS source_id, w.code{shown} FROM {table(pair.working)} w "
        f"JOIN publishing p ON p.root_id = w.{kind.root_column} WHERE NOT p.is_withheld AND {pair.only_if}"
    )


def text_rows(kind, pair):
    """SELECT root_id, public_id, code, field, text: one row per free text that is not empty."""
    values = ", ".join(f"""('{f.name}', w."{f.column}")""" for f in texts_of(pair.working))
    joins, only_if = "", "NOT p.is_withheld"
    if pair.published.__name__ == "Beneficiary":
        joins = (
            "LEFT JOIN prisoners_prisoner person ON person.id = w.prisoner_id "
            "LEFT JOIN sources_record person_record ON person_record.public_id = person.public_id"
        )
        only_if += (
            f" AND NOT COALESCE({is_withheld('person')}, false)"
            f" AND (person_record.state IS DISTINCT FROM 'withdrawn' OR {IN_BATCH.format(record='person_record')})"
        )
    return (
        f"SELECT p.root_id, p.public_id, w.code, t.field, t.text FROM {table(pair.working)} w "
        f"JOIN publishing p ON p.root_id = w.{kind.root_column} {joins} "
        f"CROSS JOIN LATERAL (VALUES {values}) AS t (field, text) WHERE t.text <> '' AND {only_if}"
    )


# What sources say of a sealed field would tell it.
IS_SEALED = """w."row" IS NULL AND w.field <> '' AND EXISTS (SELECT FROM prisoners_prisoner of_person
    WHERE of_person.public_id = w.record_id AND w.field = ANY(of_person.sealed_fields))"""


def citation_rows():
    """SELECT root_id, public_id, source_row and the columns of public citations; none of withheld people."""
    shown = ", ".join(f'w."{c.name}"' for c in columns(Citation, Citation, is_person=False))
    return (
        f"SELECT p.root_id, p.public_id, w.id AS source_row, {shown} FROM sources_citation w "
        f"JOIN publishing p ON p.public_id = w.record_id "
        f"JOIN sources_source s ON s.id = w.source_id AND NOT s.is_confidential "
        f"WHERE NOT w.is_confidential AND NOT p.is_withheld AND NOT ({IS_SEALED})"
    )
