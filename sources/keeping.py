"""Taking a file in: what it is, its hash, its place; each file once."""

import hashlib

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from core.kept.keys import NoKey, read_keys
from sources.kinds import LOOKED_AT, FileNotTaken, clean_name, kind_of
from sources.models import Evidence


def keep(file, *, by, source=None, record=None):
    """The Evidence of an uploaded file, encrypted and saved; FileNotTaken where it is not taken.

    It belongs to a source, or to a record and to nobody else: it is merged, hidden and erased with that.
    """
    evidence = Evidence(source=source, record=record, captured_by=by, captured_at=timezone.now())
    describe(evidence, file)
    evidence.file = file
    evidence.save()
    return evidence


def describe(evidence, file):
    """Fill in kind, name, size and hash of a file that is about to be kept."""
    if file.size > settings.EVIDENCE_MOST_BYTES:
        raise FileNotTaken(
            _("The file has more than %(most)s MB.")
            % {"most": settings.EVIDENCE_MOST_BYTES // 1_000_000}
        )
    try:
        read_keys()
    except NoKey as error:
        raise FileNotTaken(str(error)) from error
    file.seek(0)
    evidence.kind = kind_of(file.read(LOOKED_AT), file.name)
    evidence.name = clean_name(file.name, evidence.kind)
    evidence.size = file.size
    evidence.sha256 = _sha256(file)


def _sha256(file):
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
