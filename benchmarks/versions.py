"""Ten versions of every entry, as rows alone: what is timed is the question, not nine publications."""

from django.db import connections

from register.models import Entry

VERSIONS = 10


def make():
    """What was published becomes the tenth edition; nine before it said the same."""
    columns = ", ".join(
        f'"{f.column}"'
        for f in Entry._meta.local_concrete_fields
        if f.column not in ("id", "edition_from", "edition_to")
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute(  # one transaction: without BEGIN, several statements are one
            f"""
            SET LOCAL session_replication_role = replica;
            DELETE FROM register_span WHERE edition_to < 2147483647;
            DELETE FROM register_entry WHERE edition_to < 2147483647;
            UPDATE register_entry SET edition_from = {VERSIONS};
            UPDATE register_span SET edition_from = {VERSIONS};
            DELETE FROM register_edition;
            INSERT INTO register_edition (number, published_at, kind, roots)
                SELECT n, now() - interval '1 day' * ({VERSIONS} - n), 'publish', 1
                  FROM generate_series(1, {VERSIONS}) n;
            CREATE TEMP TABLE older AS
                SELECT e.id AS newest, n,
                       nextval(pg_get_serial_sequence('register_entry', 'id')) AS id
                  FROM register_entry e, generate_series(1, {VERSIONS - 1}) n;
            INSERT INTO register_entry (id, edition_from, edition_to, {columns})
                SELECT o.id, o.n, o.n + 1, {columns}
                  FROM older o JOIN register_entry e ON e.id = o.newest ORDER BY o.n;
            INSERT INTO register_span (entry_id, edition_from, edition_to, status, begins, ends,
                                       presumed_from, reason, terms)
                SELECT o.id, o.n, o.n + 1, status, begins, ends, presumed_from, reason, terms
                  FROM older o JOIN register_span s ON s.entry_id = o.newest ORDER BY o.n;
            """
        )
        for table in ("register_entry", "register_span"):
            cursor.execute(f"VACUUM FULL {table}")
            cursor.execute(f"VACUUM ANALYZE {table}")
