"""Writing an archive: every table by COPY and every kept file, as they were at one moment."""

import hashlib
import io
import os
import secrets
import zipfile
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connections, transaction

from core import seeing
from core.kept.keys import NoKey
from core.kept.stream import CHUNK
from office.archive import manifest as about
from office.archive.kept_files import kept_files, sha256_of_file
from office.archive.tables import archived_tables, fingerprint

NO_MOMENT = (1980, 1, 1, 0, 0, 0)  # of every member, so that the same data is the same bytes
# How values are written must not depend on the settings of a server or a login.
ONE_MOMENT = """
    SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
    SET LOCAL timezone TO 'UTC'; SET LOCAL datestyle TO 'ISO, YMD'; SET LOCAL intervalstyle TO 'postgres';
    SET LOCAL bytea_output TO 'hex'; SET LOCAL extra_float_digits TO 1
"""


class CannotExport(Exception):
    """Why nothing was written, in one sentence for the person at the terminal."""


@seeing.as_system()
def write_archive(path, *, using="default", accept_missing=False, progress=lambda *_: None):
    """Write everything into a new file at `path`, for its owner's eyes only; the manifest comes back.

    Under another name until it is whole. A kept file that is missing or is not what it was when it
    was taken in is refused; with `accept_missing` a missing one is noted in the manifest.
    `progress(done, total, what)` is called now and then.
    """
    path = Path(path)
    if path.exists():
        raise CannotExport(f"{path} exists already. Choose another name.")
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            manifest = _write(file, connections[using], accept_missing, progress)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    except NoKey as error:
        raise CannotExport(str(error)) from error
    except OSError as error:
        raise CannotExport(f"{path}: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(file, connection, accept_missing, progress):
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive,
        transaction.atomic(using=connection.alias),
        connection.cursor() as cursor,
    ):
        cursor.execute(ONE_MOMENT)
        files = kept_files(connection.alias)
        _refuse_damaged(files, accept_missing)
        tables = archived_tables(connection)
        counts = {table.name: _count(cursor, table) for table in tables}
        total, done, written = sum(counts.values()) + len(files), 0, []
        for table in tables:

            def rows(n, table=table, done=done):
                progress(done + min(n, counts[table.name]), total, table.name)

            written.append(_write_table(archive, cursor, table, rows))
            done += counts[table.name]
        kept = []
        for name in files:
            progress(done, total, name)
            kept.append(_write_file(archive, name))
            done += 1
        progress(total, total, "")
        manifest = about.Manifest(
            rollcall=about.version(), schema=fingerprint(connection), tables=written, files=kept
        )
        with archive.open(_member(about.NAME), "w") as out:
            out.write(manifest.written())
    return manifest


def _count(cursor, table):
    cursor.execute(f"SELECT count(*) FROM {table.name}")
    return cursor.fetchone()[0]


def _write_table(archive, cursor, table, progress):
    with archive.open(_member(f"tables/{table.name}.csv"), "w", force_zip64=True) as out:
        digesting = _Digesting(out, progress)
        with io.BufferedWriter(digesting, CHUNK) as buffered:
            cursor.copy_expert(
                f"COPY ({table.select}) TO STDOUT WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')",
                buffered,
            )
    return about.TableMember(
        table=table.name,
        columns=list(table.columns),
        rows=cursor.rowcount,
        bytes=digesting.bytes,
        sha256=digesting.sha256.hexdigest(),
        sequence=_last_number(cursor, table) if table.numbered_by else None,
    )


def _last_number(cursor, table):
    cursor.execute(
        "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass)",
        [table.name, table.numbered_by],
    )
    return cursor.fetchone()[0]


def _write_file(archive, name):
    if not default_storage.exists(name):
        return about.FileMember(name, None, None)
    with (
        default_storage.open(name) as kept,
        archive.open(_member(f"files/{name}"), "w", force_zip64=True) as out,
    ):
        digesting = _Digesting(out)
        for chunk in kept.chunks(CHUNK):
            digesting.write(chunk)
    return about.FileMember(name, digesting.bytes, digesting.sha256.hexdigest())


def _refuse_damaged(files, accept_missing):
    unsafe = [name for name in files if about.leads_out(name)]
    missing = [name for name in files if not default_storage.exists(name)]
    if unsafe or (missing and not accept_missing):
        raise CannotExport(
            f"{len(unsafe or missing)} kept files are not there: "
            f"{', '.join((unsafe or missing)[:3])}."
        )
    for name, stated in files.items():
        if stated and name not in missing and sha256_of_file(name) != stated:
            raise CannotExport(
                f"The kept file {name} is not the one that was taken in: its SHA-256 differs."
            )


def _member(name):
    member = zipfile.ZipInfo(name, NO_MOMENT)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = 0o600 << 16
    return member


class _Digesting(io.RawIOBase):
    """Hands on what is written, counts it and hashes it; lines are an estimate of rows."""

    def __init__(self, out, progress=None):
        self._out, self._progress = out, progress
        self.sha256, self.bytes, self._lines = hashlib.sha256(), 0, 0

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        self._out.write(data)
        self.sha256.update(data)
        self.bytes += len(data)
        if self._progress:
            self._lines += data.count(b"\n")
            self._progress(self._lines)
        return len(data)
