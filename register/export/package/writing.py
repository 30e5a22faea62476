"""The zip, written while PostgreSQL gives the rows: constant memory, and nothing kept on disk."""

import contextlib
import hashlib
import io
import zipfile

from register.columns import JOINS
from register.export.copying import Copying
from register.export.formats import Chunks
from register.export.package.describe import datapackage, dictionary
from register.export.package.tables import selected_of_prisoners, tables
from register.models.version import OPEN
from register.ordered import connection, select

CHOSEN = """e.id, e.public_id, i.public_id AS identity,
    COALESCE(i.is_withheld, true) AS is_withheld"""
# `is_everybody`: no filter is asked for, so acts and claims are there whomever they are about.
ASKED = """
    WITH asked AS (SELECT {edition} AS edition, {is_everybody} AS is_everybody),
    chosen AS MATERIALIZED ({chosen}),
    acts AS MATERIALIZED (
        SELECT t.id, t.public_id FROM register_actentry t
          JOIN asked ON t.edition_from <= asked.edition AND t.edition_to > asked.edition
         WHERE asked.is_everybody OR t.id IN (
            SELECT b.entry_id FROM register_beneficiary b
              JOIN chosen c ON c.public_id = b.prisoner_id)),
    claims AS (
        SELECT t.public_id FROM register_claimentry t
          JOIN asked ON t.edition_from <= asked.edition AND t.edition_to > asked.edition
          LEFT JOIN acts a ON a.public_id = t.about_id
         WHERE asked.is_everybody OR a.id IS NOT NULL)
"""
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def as_package(filters, *, asked, given, address, permalink):
    """Chunks of the zip: what `filters` choose with all that belongs to it.

    `given` is what the columns of the list name (`views.prisoner_data.addresses`).
    """
    chunks = _written(filters, asked, given, address, permalink)
    return Chunks(chunks)


def select_of(table, filters, given):
    """The SELECT of one table."""
    with connection().cursor() as cursor:
        if table.name == "prisoners":
            return select(cursor, selected_of_prisoners(table), filters, joins=JOINS, given=given)
        question = ASKED.format(
            edition=OPEN - 1 if filters.edition is None else int(filters.edition),
            is_everybody="false" if filters.given else "true",
            chosen=select(cursor, CHOSEN, filters),
        )
    listed = ", ".join(column.selected for column in table.columns)
    return f"{question} SELECT {listed} {table.source} ORDER BY {table.order_by}"


def _written(filters, asked, given, address, permalink):
    out, described = _Out(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, _one_moment(connection()):
        for table in tables():
            digest, length = hashlib.sha256(), 0
            rows = Copying(
                connection(), [select_of(table, filters, given)], "FORMAT csv", header=True
            )
            with (
                contextlib.closing(rows),
                package.open(_member(f"{table.name}.csv"), "w", force_zip64=True) as member,
            ):
                for chunk in rows:
                    member.write(chunk)
                    digest.update(chunk)
                    length += len(chunk)
                    yield out.taken()
            described.append((table, length, digest.hexdigest()))
        package.writestr(_member("dictionary.csv"), dictionary())
        package.writestr(
            _member("datapackage.json"),
            datapackage(described, asked=asked, address=address, permalink=permalink),
        )
    yield out.taken()


@contextlib.contextmanager
def _one_moment(database):
    """All tables as they are at one moment, unless a transaction is open already."""
    database.ensure_connection()
    raw = database.connection
    if not raw.autocommit:
        yield
        return
    with raw.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        yield
    finally:
        if not raw.closed:
            with raw.cursor() as cursor:
                cursor.execute("ROLLBACK")


def _member(name):
    member = zipfile.ZipInfo(name, NO_MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


class _Out(io.RawIOBase):
    """Where the zip is written: kept until it is taken."""

    def __init__(self):
        self._kept = []

    def writable(self):
        return True

    def write(self, data):
        self._kept.append(bytes(data))
        return len(data)

    def taken(self):
        kept, self._kept = self._kept, []
        return b"".join(kept)
