"""Photos on their way into the register: the row with the pixels, read from the encrypted storage."""

import hashlib

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from core.kept.keys import NoKey
from core.kept.stream import CannotDecrypt
from register.models import Photo
from register.publishing.batch import name_rows
from register.publishing.refusing import PublishRefused
from register.publishing.roots import PHOTO
from register.publishing.rows import texts_of


def add(cursor, kind):
    """Write the photos of the batch; what is not there, or is another file, is refused."""
    names = [field.column for field in texts_of(PHOTO.working)]
    listed = ", ".join(f'n."{name}"' for name in names)
    cursor.execute(
        f"SELECT n.public_id, f.file, n.code, {listed} "  # noqa: S608
        f"FROM ({name_rows(kind, PHOTO)}) n JOIN prisoners_photo f ON f.id = n.source_id"
    )
    for public_id, file, *values in cursor.fetchall():
        shown = dict(zip(["code", *names], values, strict=True))
        content = _content(public_id, file, shown["sha256"])
        Photo.objects.create(public_id=public_id, content=content, **shown)


def _content(public_id, file, sha256):
    try:
        with default_storage.open(file) as kept:
            content = kept.read()
    except (OSError, NoKey, CannotDecrypt) as error:
        raise PublishRefused(
            {public_id: _("The file of the photo cannot be read. Upload the photo again.")}
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise PublishRefused(
            {public_id: _("The file of the photo was altered. Upload the photo again.")}
        )
    return content
