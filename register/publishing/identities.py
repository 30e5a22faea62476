"""What identifies: current rows per public id, replaced when a record is published."""

from contextlib import contextmanager

from register.publishing import catalogues, photos, searched
from register.publishing.batch import citation_rows, identity_rows, name_rows, text_rows
from register.publishing.roots import NAMES
from register.publishing.rows import columns, table, texts_of
from sources.models import Citation

BY_PUBLIC_ID = (
    "register_identity",
    "register_name",
    "register_externalid",
    "register_text",
    "register_photo",
)


def clear(cursor, public_ids):
    """Take away everything that identifies these records, at once and for every edition."""
    catalogues.forget_sources(cursor, _clear(cursor, public_ids))
    searched.forget(public_ids)


def _clear(cursor, public_ids):
    """The same but for the sources; gives the ids of those that were cited."""
    also = ", ".join(
        f"of_{name} AS (DELETE FROM {name} WHERE public_id = ANY(%(ids)s))"  # noqa: S608
        for name in BY_PUBLIC_ID
    )
    cursor.execute(
        f"WITH {also} DELETE FROM register_citation WHERE public_id = ANY(%(ids)s) RETURNING source_id",  # noqa: S608
        {"ids": list(public_ids)},
    )
    return {source for (source,) in cursor.fetchall()}


@contextmanager
def replaced(cursor, kind):
    """Write what identifies the roots of the batch, instead of what was there; names first.

    Within the block their versions are written, while another thread hears the names.
    """
    cursor.execute("SELECT public_id FROM publishing")
    public_ids = [public_id for (public_id,) in cursor.fetchall()]
    cited = _clear(cursor, public_ids)
    if kind.kind == "prisoner":
        _names(cursor, kind)
        _identities(cursor, kind)
        photos.add(cursor, kind)
        with searched.followed(public_ids):
            yield
    else:
        yield
    texts = [text_rows(kind, pair) for pair in kind.parts if texts_of(pair.working)]
    if texts:
        cursor.execute(
            "INSERT INTO register_text (public_id, code, field, text) "  # noqa: S608
            f"SELECT public_id, code, field, text FROM ({' UNION ALL '.join(texts)}) t"
        )
    made = ", ".join(f'"{c.name}"' for c in columns(Citation, Citation, is_person=False))
    cursor.execute(
        f"INSERT INTO register_citation (public_id, {made}) "  # noqa: S608
        f"SELECT public_id, {made} FROM ({citation_rows()}) c ORDER BY source_row"
    )
    catalogues.forget_sources(cursor, cited)


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
