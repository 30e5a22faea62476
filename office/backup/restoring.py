"""Restoring a backup into an empty system: all of it, compared table by table, or nothing.

The tables are filled and compared in one transaction. Around it lies the mark: files, and the erasures
of since, are not in the transaction. Whatever kills it, either the tables are empty and it begins
anew, or they are full and only what follows is done again.
"""

import io

import psycopg2
from django.core.files import File
from django.core.files.storage import storages
from django.db import DatabaseError, connections, transaction

from office.archive.manifest import version
from office.backup import catching_up, files, mark, tables
from office.backup.manifest import BadBackup, Content
from office.backup.reading import opened
from sources.violations import explain


def restore(file, identities, *, using="owner", progress=lambda *_: None):
    """Fill an empty system from a backup; its Manifest comes back."""
    with connections[using].cursor() as cursor:
        every = tables.all_tables(cursor)
        full = _not_empty(cursor, every)
    if mark.is_there() and not full:
        files.remove_all()
    elif full or next(files.all_files(), None):
        raise BadBackup(
            f"This system is not empty: there {'are rows in ' + full if full else 'are kept files'}. "
            "A backup is restored into a system whose database was just prepared, without a file."
        )
    with opened(file, identities) as backup:
        _refuse_another_version(backup.about, using)
        mark.put()
        try:
            _fill(backup, every, using, progress)
        except BaseException as error:
            files.remove_all()
            mark.take_away()
            if isinstance(error, DatabaseError | psycopg2.Error):  # COPY raises its own as they are
                raise BadBackup(f"The database refuses the backup. {explain(error)}") from error
            raise
    finish()
    return backup.manifest


def only_the_end_is_missing(*, using="owner"):
    """Whether a restore was killed after the tables were full."""
    with connections[using].cursor() as cursor:
        return mark.is_there() and bool(_not_empty(cursor, tables.all_tables(cursor)))


def finish():
    """After the tables are full: what was erased since the backup goes, then the site may answer."""
    catching_up.catch_up()
    mark.take_away()


def drop(*, using="owner"):
    """Give up a restore that did not end: an empty system is left."""
    if not mark.is_there():
        raise BadBackup("No restore is under way here; nothing was dropped.")
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        every = tables.all_tables(cursor)
        _empty(cursor, every)
        _enable_triggers(cursor, every)
    files.remove_all()
    mark.take_away()


def _not_empty(cursor, every):
    """The name of a table with rows that preparing the database did not make; None for an empty system."""
    for table in every:
        cursor.execute(f'SELECT EXISTS (SELECT FROM "{table.name}")')
        if cursor.fetchone()[0] and table.name not in tables.MADE_WITH_TABLES:
            return table.name
    return None


def _refuse_another_version(about, using):
    with connections[using].cursor() as cursor:
        ours = tables.schema(cursor)
    if about.schema != ours:
        raise BadBackup(
            f"The backup was written by another version of Rollcall ({about.rollcall}; this is {version()}): "
            "their tables differ. Install that version, restore there, then upgrade."
        )


def _fill(backup, every, using, progress):
    by_name = {table.name: table for table in every}
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute(tables.PLAIN)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _empty(cursor, every)
        for number, (kind, name, parts) in enumerate(backup.members()):
            progress(number, number + 1, name)
            if kind == "files":
                _write_file(name, parts)
            elif name in by_name:
                cursor.copy_expert(by_name[name].copied_in, _Parts(parts), size=64 * 1024)
            else:
                raise BadBackup(f"The backup has a table {name}, which is not here.")
        _compare_tables(cursor, every, backup.manifest, progress)
        _compare_files(backup.manifest)
        _enable_triggers(cursor, every)
        for sequence, last in backup.manifest.sequences.items():
            if last is not None:
                cursor.execute("SELECT setval(%s::regclass, %s)", [f'"{sequence}"', last])
        cursor.execute("DELETE FROM register_stamp")
        cursor.execute("INSERT INTO register_stamp (id, value) VALUES (1, gen_random_uuid())")
    with connections[using].cursor() as cursor:
        for table in every:
            cursor.execute(f'ANALYZE "{table.name}"')


def _empty(cursor, every):
    """Without triggers, some of which refuse it, until `_enable_triggers`."""
    for table in every:
        cursor.execute(f'ALTER TABLE "{table.name}" DISABLE TRIGGER USER')
    names = ", ".join(f'"{table.name}"' for table in every)
    cursor.execute(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def _enable_triggers(cursor, every):
    for table in every:
        cursor.execute(f'ALTER TABLE "{table.name}" ENABLE TRIGGER USER')


def _compare_tables(cursor, every, manifest, progress):
    """Each table as it is here now, copied out again, with what the backup says of it."""
    for number, table in enumerate(every):
        progress(number, len(every), f"compares {table.name}")
        digest = tables.Digest()
        cursor.copy_expert(table.copied_out, digest)
        here = Content(digest.bytes, digest.sha256.hexdigest(), digest.rows)
        if here != manifest.tables.get(table.name):
            raise BadBackup(f"{table.name} was restored with other content than the backup has.")


def _compare_files(manifest):
    here = {}
    for alias, name in files.all_files():
        digest = tables.Digest()
        for chunk in files.chunks(alias, name):
            digest.write(chunk)
        here[f"{alias}/{name}"] = Content(digest.bytes, digest.sha256.hexdigest())
    if here != manifest.files:
        different = sorted(
            name
            for name in here.keys() | manifest.files
            if here.get(name) != manifest.files.get(name)
        )
        raise BadBackup(f"The file {different[0]} was restored with other content.")


def _write_file(name, parts):
    alias, _slash, name = name.partition("/")
    if alias not in storages.backends:
        raise BadBackup(f"The backup has files of a storage {alias}, which is not set up here.")
    saved = storages[alias].save(name, File(_Parts(parts), name))
    if saved != name:
        raise BadBackup(f"The file {name} cannot be written under its name.")


class _Parts(io.RawIOBase):
    """The parts of a member as one file."""

    def __init__(self, parts):
        self._parts, self._left = parts, b""

    def readable(self):
        return True

    def read(self, size=-1):
        while size < 0 or len(self._left) < size:
            part = next(self._parts, None)
            if part is None:
                break
            self._left += part
        size = len(self._left) if size < 0 else size
        data, self._left = self._left[:size], self._left[size:]
        return data
