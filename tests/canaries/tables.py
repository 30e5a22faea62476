"""What the public's login can read in the database itself, whatever the site asks."""

from django.db import connections

READABLE = """
    SELECT c.oid::regclass::text, array_agg(quote_ident(a.attname) ORDER BY a.attnum)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
       AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       AND has_column_privilege(c.oid, a.attnum, 'SELECT')
     GROUP BY c.oid ORDER BY 1
"""


def readable(using="public"):
    """{table: its columns} of all that the login may read."""
    with connections[using].cursor() as cursor:
        cursor.execute(READABLE)
        return dict(cursor.fetchall())


def marks_in_tables(marks, using="public", tables=None):
    """{table.column: where the marks in it come from}."""
    found = {}
    with connections[using].cursor() as cursor:
        for table, columns in (tables or readable(using)).items():
            for column in columns:
                # Names come from PostgreSQL's own catalogue, quoted by it.
                cursor.execute(
                    f"SELECT string_agg({column}::text, E'\\n') FROM {table} WHERE {column} IS NOT NULL"
                )
                text = (cursor.fetchone()[0] or "").encode()
                if where := marks.found_in(text):
                    found[f"{table}.{column}"] = where
    return found
