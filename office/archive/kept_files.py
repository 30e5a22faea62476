"""The files that rows name, such as evidence, in the storage beside the database."""

import hashlib

import pghistory.models
from django.core.files.storage import default_storage
from django.db import models

from core.kept.stream import CHUNK, CannotDecrypt
from office.archive.tables import archived_models


def kept_files(using):
    """{name: its SHA-256, where a row states one} of every file that a row has or had.

    A file that only the history names is kept for who undoes a deletion; it need not be there.
    """
    files = {}
    for model in archived_models():
        is_history = issubclass(model, pghistory.models.Event)
        for field in model._meta.local_fields:
            if not isinstance(field, models.FileField):
                continue
            stated = [field.name, *(["sha256"] if _has(model, "sha256") else [])]
            for name, *sha256 in model.objects.using(using).order_by().values_list(*stated):
                if name and (
                    not is_history or (name not in files and default_storage.exists(name))
                ):
                    files[name] = (sha256 or [""])[0]
    return dict(sorted(files.items()))


def sha256_of_file(name):
    """Of the plain bytes; "" when the file cannot be decrypted."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(name) as kept:
            for chunk in kept.chunks(CHUNK):
                digest.update(chunk)
    except CannotDecrypt:
        return ""
    return digest.hexdigest()


def _has(model, name):
    return any(field.name == name for field in model._meta.local_fields)
