"""Lists of links that are kept in a table of their own, such as a person's tags.

In `ImportRow` they are a list of primary keys under the name of the field; they are linked once the
rows are there, and put back as they were.
"""

from functools import cache

from office.importing.targets import TABLES, is_named_by_ident, label_of
from office.models import ImportRow


def tables_with_lists(imported):
    """The tables for whose rows the import names such a list."""
    found = set()
    for model in TABLES.values():
        rows = ImportRow.objects.filter(of=imported, table=label_of(model))
        if any(rows.filter(values__has_key=f.name).exists() for f in model._meta.many_to_many):
            found.add(label_of(model))
    return found


def link(cursor, given, model):
    """Set the lists that the lines name, for rows that were just written."""
    _set(cursor, given, model, "values", "r.line = ANY(%(lines)s) AND r.outcome <> 'same'")


def put_back(cursor, given, model):
    """Set the lists as they were before; a row that the import made had none."""
    _set(cursor, given, model, "before", "r.outcome = 'changed'")
    _set(cursor, given, model, "values", "r.outcome = 'new'", keeps=False)


def _set(cursor, given, model, said, which, *, keeps=True):
    for field in model._meta.many_to_many:
        remove, add = _statements(model, field.name, said, which, keeps)
        cursor.execute(remove, given)
        if keeps:
            cursor.execute(add, given)


@cache
def _statements(model, name, said, which, keeps):
    field = model._meta.get_field(name)
    table, links = model._meta.db_table, field.remote_field.through._meta.db_table
    ours, theirs = field.m2m_column_name(), field.m2m_reverse_name()
    wanted = f"r.{said} -> '{name}'"
    rows = f"""
        office_importrow r JOIN {table} t ON {is_named_by_ident(model)}
          JOIN office_importline l ON l.of_id = r.of_id AND l.number = r.line
    """
    these = f"""
        r.of_id = %(of)s AND r."table" = %(table)s AND {which} AND r.{said} ? '{name}'
        AND l.outcome IN ('new', 'changed')
    """
    kept = f"AND NOT {wanted} @> to_jsonb(m.{theirs})" if keeps else ""
    return (
        f"DELETE FROM {links} m USING {rows} WHERE m.{ours} = t.id AND {these} {kept}",
        f"""
        INSERT INTO {links} ({ours}, {theirs})
        SELECT t.id, each::bigint FROM {rows}, jsonb_array_elements_text({wanted}) each WHERE {these}
        ON CONFLICT DO NOTHING
        """,
    )
