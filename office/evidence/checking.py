"""Comparing a kept file with the SHA-256 that was noted when it was taken in; raising the alarm."""

import hashlib
from contextlib import contextmanager

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from core.kept.keys import NoKey
from core.kept.stream import CHUNK, CannotDecrypt
from office.audit.log import record
from office.models import FileAlarm


class FileIsNotWhole(Exception):
    """Why a kept file is not given, in one sentence. The alarm is raised already."""


def check(name, sha256, *, by=None):
    """Read a kept file to its end; FileIsNotWhole when it is not the one that was taken in."""
    with _alarmed(name, by), default_storage.open(name) as kept:
        digest = hashlib.sha256()
        while chunk := kept.read(CHUNK):
            digest.update(chunk)
        if sha256 and digest.hexdigest() != sha256:
            raise CannotDecrypt
    FileAlarm.objects.filter(file=name).delete()


def whole(name, sha256, *, by=None):
    """The plain bytes of a kept file, in pieces, after it was checked.

    What is given is compared too: the last piece goes out only when all of it was right.
    """
    check(name, sha256, by=by)
    return _pieces(name, sha256, by)


def _pieces(name, sha256, by):
    with _alarmed(name, by), default_storage.open(name) as kept:
        digest, held_back = hashlib.sha256(), b""
        while chunk := kept.read(CHUNK):
            digest.update(chunk)
            if held_back:
                yield held_back
            held_back = chunk
        if sha256 and digest.hexdigest() != sha256:
            raise CannotDecrypt
        yield held_back


@contextmanager
def _alarmed(name, by):
    try:
        yield
    except NoKey as error:
        raise FileIsNotWhole(str(error)) from error
    except FileNotFoundError as error:
        _raise_alarm(name, FileAlarm.Fault.MISSING, by)
        raise FileIsNotWhole(_("The kept file is missing. All staff are told.")) from error
    except OSError as error:  # CannotDecrypt is one
        _raise_alarm(name, FileAlarm.Fault.ALTERED, by)
        raise FileIsNotWhole(
            _(
                "The kept file is not the one that was taken in, so it is not given. All staff are told."
            )
        ) from error


def _raise_alarm(name, fault, by):
    FileAlarm.objects.update_or_create(file=name, defaults={"fault": fault})
    record("evidence_altered", by=by, about=name, detail={"fault": fault.value})
