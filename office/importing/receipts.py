"""From a file to its receipt: begin, read and rehearse, write, give up."""

import hashlib
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from core import seeing
from office.importing import applying, counting, following, originals, profiles, staging
from office.importing.batches import Ahead, InTurn
from office.importing.keeping import KeepingBeside
from office.importing.table_lines import TableReader
from office.importing.table_staging import TableStaging
from office.importing.wide import WideReader
from office.models import Import, ImportLine, ImportRow
from sheets import FileRefused


class GivenUp(Exception):
    """Somebody gave the import up while it was being read."""


def begin(path, *, name, profile, by, accept=()):
    """The receipt of a file that is to be read; a copy of the file is kept until that is done."""
    sha256, size = _digest_of(path)
    imported = Import.objects.create(
        profile_name=profile.name,
        profile_text=profile.text,
        list_name=profile.list_name,
        file_name=name[-250:],
        file_sha256=sha256,
        file_size=size,
        started_by=by,
        last_of_list_id=applying.last_of(profile.list_name),
        accepted=sorted(accept),
        step=_("waits to be read"),
    )
    originals.keep(imported, path)
    return imported


@seeing.as_system()
def prepare(imported, *, progress=lambda step, done, total: None):
    """Read the file and try it out. A file that cannot be read leaves a receipt that says why."""

    def tell(done, total):
        progress(_("tries it out"), done, total)

    rehearse = partial(applying.rehearse, imported, by=imported.started_by)
    if following.pays(imported, profile_of(imported)):
        with following.Following(rehearse) as second:
            _read(imported, progress, second.more, KeepingBeside())
            _step(imported, _("tries it out"))
            second.finish(tell)
    else:
        _read(imported, progress)
        _step(imported, _("tries it out"))
        rehearse(progress=tell)
    imported.counts = counting.counts(imported)
    _end_reading(imported)
    originals.forget(imported)
    return imported


@seeing.as_system()
def prepare_and_write(imported, *, by, progress=lambda step, done, total: None):
    """Read the file and write it, for who wants no preview."""

    def tell(done, total):
        progress(_("writes"), done, total)

    if not following.pays(imported, profile_of(imported)):
        _read(imported, progress)
        _end_reading(imported)
        originals.forget(imported)
        return applying.write(imported, by=by, progress=tell)
    with following.Following(partial(applying.write, imported, by=by)) as second:
        _read(imported, progress, second.more, KeepingBeside())
        _end_reading(imported)
        originals.forget(imported)
        second.finish(tell)
    imported.refresh_from_db()
    return imported


def _read(imported, progress, more=lambda: None, keeping=None):
    """Read the file; `more` is called whenever lines were kept, by `keeping` beside the reading."""

    def tell(done, total):
        more()
        progress(_("reads the file"), done, total)

    try:
        _step(imported, _("reads the file"))
        with originals.opened(imported) as path:
            staging.read_file(
                imported,
                staging_of(imported, keeping),
                path,
                hints=profile_of(imported).hints,
                progress=tell,
                batches=Ahead if keeping else InTurn,
            )
    except FileRefused as refused:
        fail(imported, str(refused))
        raise


def profile_of(imported):
    return profiles.read(imported.profile_text, imported.profile_name)


def staging_of(imported, keeping=None):
    """What turns the lines of this import into rows, by its profile as it was."""
    profile = profile_of(imported)
    if profile.rows == "people":
        return staging.Staging(imported, partial(WideReader, profile), keeping)
    return TableStaging(imported, partial(TableReader, profile))


def drop(imported):
    """Give up before anything was written; the receipt stays."""
    with transaction.atomic():
        imported = Import.objects.select_for_update(no_key=True).get(pk=imported.pk)
        if imported.state in (Import.State.READING, Import.State.READY, Import.State.FAILED):
            imported.state = Import.State.DROPPED
            imported.save()
            forget_lines(imported)
    originals.forget(imported)
    return imported


def forget_lines(imported):
    ImportRow.objects.filter(of=imported).delete()
    ImportLine.objects.filter(of=imported).delete()


@transaction.atomic
def _end_reading(imported):
    """From now on it can be written; unless somebody gave it up meanwhile."""
    if (
        Import.objects.select_for_update(no_key=True).get(pk=imported.pk).state
        != Import.State.READING
    ):
        raise GivenUp
    imported.state, imported.step = Import.State.READY, ""
    imported.save()


def _step(imported, step):
    imported.step = step
    Import.objects.filter(pk=imported.pk).update(step=step)


def fail(imported, sentence):
    imported.state, imported.step = Import.State.FAILED, ""
    imported.remarks = [*imported.remarks, {"kind": "refused", "text": sentence}]
    imported.save()
    originals.forget(imported)


def _digest_of(path):
    """(SHA-256, size) of a file."""
    found, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
            size += len(block)
    return found.hexdigest(), size
