"""Writing a backup: every table by COPY, as they were at one moment, and every kept file."""

import os
from contextlib import contextmanager
from pathlib import Path

import pyrage
from django.db import connections, transaction
from django.utils import timezone

from office.archive.kept_files import kept_files
from office.archive.manifest import leads_out, version
from office.backup import files, manifest, tables
from office.backup.manifest import About, BadBackup, Content, Manifest
from office.backup.stream import packing
from office.erasing import ledger
from office.models import AuditLink


def recipients_of(texts):
    """age recipients of public keys such as `age1…`; BadBackup for what is none."""
    try:
        return [
            pyrage.ssh.Recipient.from_str(text)
            if text.startswith("ssh-")
            else pyrage.x25519.Recipient.from_str(text)
            for text in texts
        ]
    except pyrage.RecipientError as error:
        raise BadBackup(f"One of the public keys is none: {error}.") from None


@contextmanager
def new_file(path):
    """A new file for its owner's eyes only, which has its name only when it is whole and on the disk."""
    path = Path(path)
    if path.exists():
        raise BadBackup(f"{path} exists already. Choose another name.")
    partial = path.with_name(f"{path.name}.partial")
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        try:
            yield file
        except BaseException:
            partial.unlink()
            raise
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def write_backup(out, recipients, *, using="owner", progress=lambda *_: None):
    """Write everything into the binary `out`; its Manifest comes back. Without recipients, in plain."""
    connection = connections[using]
    with (
        packing(out, recipients) as packer,
        transaction.atomic(using=using),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute(tables.PLAIN)
        about = About(
            version(), tables.schema(cursor), timezone.now().isoformat(timespec="seconds")
        )
        packer.add(manifest.FIRST, manifest.written(about))
        found = Manifest(
            tables=dict(_tables(packer, cursor, progress)),
            files=dict(_files(packer, using, progress)),
            sequences=tables.sequences(cursor),
            erasures=len(ledger.read()),
            audit=_end_of_the_audit_log(using),
        )
        packer.add(manifest.LAST, manifest.written(found))
    return found


def _end_of_the_audit_log(using):
    link = AuditLink.objects.using(using).order_by("-position").first()
    return link.hash if link else ""


def _tables(packer, cursor, progress):
    every = tables.all_tables(cursor)
    for number, table in enumerate(every):
        progress(number, len(every), table.name)
        with packer.parts(f"tables/{table.name}") as parts:
            digest = tables.Digest(parts)
            cursor.copy_expert(table.copied_out, digest)
        yield table.name, Content(digest.bytes, digest.sha256.hexdigest(), digest.rows)
    progress(len(every), len(every), "")


def _files(packer, using, progress):
    """A file that a row names has to be there; one that goes meanwhile was erased."""
    kept = list(files.all_files())
    there = {name for _alias, name in kept}
    if missing := [name for name in kept_files(using) if name not in there]:
        raise BadBackup(f"{len(missing)} kept files are not there: {', '.join(missing[:3])}.")
    for number, (alias, name) in enumerate(kept):
        progress(number, len(kept), name)
        if leads_out(name):
            raise BadBackup(f"The file “{name[:80]}” has a name that no backup can hold.")
        digest = tables.Digest()
        with packer.parts(f"files/{alias}/{name}") as parts:
            for chunk in files.chunks(alias, name):
                digest.write(chunk)
                parts.write(chunk)
        yield f"{alias}/{name}", Content(digest.bytes, digest.sha256.hexdigest())
