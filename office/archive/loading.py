"""Filling an empty database from an archive: all of it in one transaction, or nothing.

As the owner of the tables. Rows come with their history and revisions, so the triggers that would
make both a second time are off within the transaction; PostgreSQL still checks every constraint of a
row and every link. The rules across rows, which triggers keep, are asked once at the end.
"""

import re
from contextlib import contextmanager

import pgtrigger
import psycopg2
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connections, transaction

from core.kept.keys import NoKey
from office.archive.kept_files import sha256_of_file
from office.archive.manifest import CannotImport
from office.archive.tables import archived_tables, fingerprint
from office.roles.matrix import Role
from prisoners.searching import rebuild as index_working_names
from register.publishing.searched import rebuild as index_published_names
from sources.violations import explain

RULE = re.compile(r"PERFORM (\w+)\(NEW\.(\w+)\); RETURN NULL;")
NAMED_PERMISSION = """
    INSERT INTO {table} ({owner}, permission_id)
    SELECT n.{owner}, p.id
      FROM named_permissions n JOIN django_content_type c USING (app_label, model)
      JOIN auth_permission p ON p.content_type_id = c.id AND p.codename = n.codename
"""


def load(archive, *, using="owner", progress=lambda *_: None):
    """Fill the database with everything that is in a checked `archive`, kept files included."""
    connection = connections[using]
    tables = archived_tables(connection)
    _refuse_another_schema(archive.manifest, tables, connection)
    try:
        with (
            _files_of(archive) as written,
            transaction.atomic(using=using),
            connection.cursor() as cursor,
        ):
            _lock(cursor, tables)
            _make_room(cursor)
            _refuse_what_is_not_empty(cursor, tables)
            with _without_triggers(cursor, tables):
                _copy_all(cursor, archive, tables, progress)
            _check_rules(cursor)
            index_published_names(using=using)
            index_working_names(using=using)
            _set_sequences(cursor, archive.manifest, tables)
            _write_files(archive, written)
    except NoKey as error:
        raise CannotImport(str(error)) from error
    except (DatabaseError, psycopg2.Error) as error:  # COPY raises its errors as they are
        raise CannotImport(
            f"The database refuses the content of the archive. {explain(error)}"
        ) from error
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ANALYZE {table.name}")


def _refuse_another_schema(manifest, tables, connection):
    theirs = {member.table: tuple(member.columns) for member in manifest.tables}
    ours = {table.name: table.columns for table in tables}
    another = f"The archive is of another version of Rollcall ({manifest.rollcall}):"
    if different := sorted(set(theirs) ^ set(ours)):
        raise CannotImport(f"{another} only one of the two has a table {different[0]}.")
    for table, columns in ours.items():
        if different := sorted(set(columns) ^ set(theirs[table])):
            raise CannotImport(
                f"{another} only one of the two has a column {different[0]} in {table}."
            )
    if manifest.schema != fingerprint(connection) or theirs != ours:
        raise CannotImport(f"{another} its columns differ.")


def _lock(cursor, tables):
    names = ", ".join(table.name for table in tables)
    cursor.execute(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE")


def _make_room(cursor):
    """The groups of the roles were made with the tables; those of the archive take their place."""
    cursor.execute("SELECT EXISTS (SELECT FROM auth_user)")
    if not cursor.fetchone()[0]:
        cursor.execute("DELETE FROM auth_group_permissions")
        cursor.execute("DELETE FROM auth_group WHERE name = ANY(%s)", [Role.values])


def _refuse_what_is_not_empty(cursor, tables):
    for table in tables:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {table.name})")
        if cursor.fetchone()[0]:
            raise CannotImport(
                f"This database is not empty: there are rows in {table.name}. "
                "An archive is imported into a database that was just prepared."
            )


@contextmanager
def _without_triggers(cursor, tables):
    """Links are checked when a table is full, and not at commit: a table with checks that wait
    cannot get its triggers back."""
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        cursor.execute(f"ALTER TABLE {table.name} DISABLE TRIGGER USER")
    yield
    for table in tables:
        cursor.execute(f"ALTER TABLE {table.name} ENABLE TRIGGER USER")


def _copy_all(cursor, archive, tables, progress):
    members = {member.table: member for member in archive.manifest.tables}
    total, done = sum(member.rows for member in members.values()), 0
    for table in tables:
        member = members[table.name]
        progress(done, total, table.name)
        with archive.opened(member) as content:
            copied = _copy(cursor, table, content)
        if copied != member.rows:
            raise CannotImport(
                f"{table.name} has {copied} rows, and the manifest says {member.rows}."
            )
        done += copied
    progress(total, total, "")


def _copy(cursor, table, content):
    if table.owner:
        return _copy_permissions(cursor, table, content)
    for column, value in table.instead.items():
        cursor.execute(f"ALTER TABLE {table.name} ALTER {column} SET DEFAULT %s", [value])
    _from_csv(cursor, table.name, table.columns, content)
    copied = cursor.rowcount
    for column in table.instead:
        cursor.execute(f"ALTER TABLE {table.name} ALTER {column} DROP DEFAULT")
    return copied


def _copy_permissions(cursor, table, content):
    cursor.execute(
        f"CREATE TEMPORARY TABLE named_permissions "
        f"({table.owner} bigint, app_label text, model text, codename text) ON COMMIT DROP"
    )
    _from_csv(cursor, "named_permissions", table.columns, content)
    cursor.execute(NAMED_PERMISSION.format(table=table.name, owner=table.owner))
    copied = cursor.rowcount
    cursor.execute("DROP TABLE named_permissions")
    return copied


def _from_csv(cursor, name, columns, content):
    quoted = ", ".join(f'"{column}"' for column in columns)
    cursor.copy_expert(
        f"COPY {name} ({quoted}) FROM STDIN WITH (FORMAT csv, HEADER match, ENCODING 'UTF8')",
        content,
        size=64 * 1024,
    )


def _check_rules(cursor):
    """Ask every rule across rows once, of every row that a trigger would ask it of."""
    for rule, rows in rules().items():
        cursor.execute(f"SELECT count({rule}(asked)) FROM ({' UNION '.join(rows)}) r (asked)")


def rules():
    """{SQL function: [SELECT of what it is asked about]} of all triggers that wait for the commit."""
    found = {}
    for model, trigger in pgtrigger.registered():
        if trigger.timing == pgtrigger.Deferred:
            function, column = RULE.fullmatch(" ".join(trigger.func.split())).groups()
            found.setdefault(function, []).append(f"SELECT {column} FROM {model._meta.db_table}")
    return found


def _set_sequences(cursor, manifest, tables):
    """At the end: a sequence does not go back when the transaction does."""
    numbered_by = {table.name: table.numbered_by for table in tables}
    for member in manifest.tables:
        if member.sequence is not None:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                [member.table, numbered_by[member.table], member.sequence],
            )


@contextmanager
def _files_of(archive):
    """A list for the names of files that are written; if it comes to nothing they are gone again."""
    for member in archive.manifest.files:
        is_here = not member.is_missing and default_storage.exists(member.file)
        if is_here and sha256_of_file(member.file) != member.sha256:
            raise CannotImport(
                f"There is another file {member.file} here already; nothing is overwritten."
            )
    written = []
    try:
        yield written
    except BaseException:
        for name in written:
            default_storage.delete(name)
        raise


def _write_files(archive, written):
    for member in archive.manifest.files:
        if member.is_missing or default_storage.exists(member.file):
            continue
        with archive.opened(member) as content:
            written.append(default_storage.save(member.file, File(content)))
        if written[-1] != member.file:
            raise CannotImport(
                f"There is another file {member.file} here already; nothing is overwritten."
            )
