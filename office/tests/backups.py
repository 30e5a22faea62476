"""Two systems for tests of backups: one that is full, one that was just prepared."""

import io
from contextlib import contextmanager

import pyrage
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings

from office.backup.reading import check
from office.backup.writing import write_backup
from tests import databases

KEY = pyrage.x25519.Identity.generate()


def written(key=KEY):
    """The bytes of a backup of this system."""
    out = io.BytesIO()
    write_backup(out, [key.to_public()] if key else [])
    return out.getvalue()


def checked(content, key=KEY):
    return check(io.BytesIO(content), [key] if key else [])


@contextmanager
def a_system(folder):
    """Within the block all of this works in an empty database, with a var/ of its own in `folder`."""
    name = databases.clone_of_empty()
    of_its_own = {
        "MEDIA_ROOT": folder / "media",
        "ERASURE_LEDGER": folder / "erasures",
        "RESTORE_MARK": folder / "restoring",
    }
    try:
        with override_settings(**of_its_own), databases.using(name):
            yield name
    finally:
        databases.drop(name)


def keep_file(name, content):
    return default_storage.save(name, ContentFile(content))
