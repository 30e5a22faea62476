"""Writing versions: close the old ones, insert the new ones with their parts."""

from register.models import derived_models
from register.publishing.rows import rows_of_part, rows_of_root, table


def choose(cursor, kind):
    """Mark the roots whose facts differ from their current version, and give them an entry id."""
    cursor.execute(
        f"""
        UPDATE publishing p SET is_new_version = true,
               entry_id = nextval((SELECT pg_get_serial_sequence('{kind.version._meta.db_table}', 'id')))
         WHERE NOT EXISTS (SELECT FROM {table(kind.version)} v WHERE v.public_id = p.public_id
                              AND v.edition_to = 2147483647 AND v.digest = p.facts_digest)
        """  # noqa: S608
    )
    # Else the planner goes by what it saw before, no new version at all, and loops over all pairs.
    cursor.execute("ANALYZE publishing")


def close(cursor, kind, edition):
    """End the current versions of the batch that get a new one, with `edition`."""
    _end(cursor, kind, edition, "IN (SELECT public_id FROM publishing WHERE is_new_version)")


def end(cursor, kind, edition, public_ids):
    """End the current versions of these roots with `edition`."""
    _end(cursor, kind, edition, "= ANY(%s)", [list(public_ids)])


def _end(cursor, kind, edition, which, values=()):
    ended = (
        f"UPDATE {table(kind.version)} SET edition_to = %s "  # noqa: S608
        f"WHERE public_id {which} AND edition_to = 2147483647"
    )
    if kind.kind == "prisoner":
        of_versions = [*derived_models(), *(pair.published for pair in kind.parts)]
        steps = ", ".join(
            f"step_{number} AS ({END.format(table(model))})"
            for number, model in enumerate(of_versions)
        )
        ended = f"WITH ended AS ({ended} RETURNING id, edition_to), {steps} SELECT"
    cursor.execute(ended, [edition, *values])


END = """UPDATE {} s SET edition_to = ended.edition_to FROM ended
          WHERE s.entry_id = ended.id AND s.edition_to = 2147483647"""


def insert_parts(cursor, kind, edition):
    """Copy the facts of every part of the new versions; a link to another part follows its code."""
    of_person = kind.kind == "prisoner"
    for pair in kind.parts:
        made, rows = rows_of_part(kind, pair)
        joins = "".join(
            f' JOIN {table(c.parent)} at_{c.name} ON at_{c.name}.entry_id = r.entry_id AND at_{c.name}.code = r."{c.name}"'
            for c in made
            if c.parent
        )
        values = "".join(f", at_{c.name}.id" if c.parent else f', r."{c.name}"' for c in made)
        listed = "".join(f', "{c.name}"' for c in made)
        cursor.execute(
            f"INSERT INTO {table(pair.published)} (entry_id, code{', edition_from' * of_person}{listed}) "  # noqa: S608
            f"SELECT r.entry_id, r.code{f', {edition:d}' * of_person}{values} FROM ({rows}) r{joins} "
            f"WHERE r.is_new_version ORDER BY r.source_id"
        )


def insert_roots(
    cursor, kind, edition, moment, *, more_columns="", more_values="", more_joins="", parameters=()
):
    """Insert the new versions of the roots themselves."""
    made, rows = rows_of_root(kind)
    listed = "".join(f', "{c.name}"' for c in made)
    values = "".join(f', r."{c.name}"' for c in made)
    cursor.execute(
        f"INSERT INTO {table(kind.version)} (id, public_id, edition_from, digest, published_at{listed}{more_columns}) "  # noqa: S608
        f"SELECT p.entry_id, p.public_id, %s, p.facts_digest, %s{values}{more_values} FROM ({rows}) r "
        f"JOIN publishing p ON p.root_id = r.root_id AND p.is_new_version{more_joins}",
        [edition, moment, *parameters],
    )
