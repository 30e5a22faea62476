"""What identifies: current rows per public id, replaced when a record is published."""

from django.db import DEFAULT_DB_ALIAS

from register.models import PUBLISHED_NAMES
from register.publishing.batch import citation_rows, identity_rows, name_rows, text_rows
from register.publishing.roots import NAMES
from register.publishing.rows import columns, table, texts_of
from sources.models import Citation

BY_PUBLIC_ID = (
    "register_identity",
    "register_name",
    "register_externalid",
    "register_text",
    "register_citation",
)


def clear(cursor, public_ids):
    """Take away everything that identifies these records, at once and for every edition."""
    for name in BY_PUBLIC_ID:
        cursor.execute(f"DELETE FROM {name} WHERE public_id = ANY(%s)", [list(public_ids)])  # noqa: S608
    PUBLISHED_NAMES.remove(public_ids, using=DEFAULT_DB_ALIAS)


def replace(cursor, kind):
    """Write what identifies the roots of the batch, instead of what was there."""
    cursor.execute("SELECT public_id FROM publishing")
    clear(cursor, [public_id for (public_id,) in cursor.fetchall()])
    if kind.kind == "prisoner":
        _names(cursor, kind)
        _identities(cursor, kind)
        _searched(cursor)
    for pair in kind.parts:
        if texts_of(pair.working):
            cursor.execute(
                "INSERT INTO register_text (public_id, code, field, text) "
                f"SELECT public_id, code, field, text FROM ({text_rows(kind, pair)}) t"
            )
    made = ", ".join(f'"{c.name}"' for c in columns(Citation, Citation, is_person=False))
    cursor.execute(
        f"INSERT INTO register_citation (public_id, {made}) "  # noqa: S608
        f"SELECT public_id, {made} FROM ({citation_rows()}) c ORDER BY source_row"
    )


def _names(cursor, kind):
    for pair in NAMES:
        made = ", ".join(f'"{f.column}"' for f in texts_of(pair.working))
        cursor.execute(
            f"INSERT INTO {table(pair.published)} (public_id, code, {made}) "  # noqa: S608
            f"SELECT public_id, code, {made} FROM ({name_rows(kind, pair)}) n ORDER BY source_id"
        )


def _identities(cursor, kind):
    made = ", ".join(f'"{f.column}"' for f in texts_of(kind.working))
    shown = ", ".join(f'i."{f.column}"' for f in texts_of(kind.working))
    cursor.execute(
        f"""
        INSERT INTO register_identity (public_id, is_withheld, sort_key, {made})
        SELECT p.public_id, p.is_withheld, plain_text(i.display_name), {shown}
          FROM publishing p JOIN ({identity_rows(kind)}) i ON i.root_id = p.root_id
        """  # noqa: S608
    )


def _searched(cursor):
    """The names that were just written, as the search box finds them."""
    cursor.execute(
        """
        SELECT i.public_id, i.display_name FROM register_identity i JOIN publishing USING (public_id)
         WHERE i.display_name <> ''
        UNION
        SELECT n.public_id, n.text FROM register_name n JOIN publishing USING (public_id)
        """
    )
    PUBLISHED_NAMES.add(cursor.fetchall(), using=DEFAULT_DB_ALIAS)
