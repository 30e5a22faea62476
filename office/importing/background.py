"""Reading and writing outside of a request: the tasks, and what is left of those that were killed.

A reading goes on where it stopped: each thousand lines are kept. A writing begins anew: what was not
committed was never there. The state of the import says what there is to do, so a task that comes
twice, or too late, does nothing.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from office.importing import applying, progress, receipts
from office.models import Import
from sheets import FileRefused
from sources.violations import explain

logger = logging.getLogger(__name__)
NOT_WRITTEN = "not_written"
# A process that was killed is still in its last query.
UNTIL_IT_IS_GONE = timedelta(seconds=20)


def is_small(imported):
    """Whether somebody can wait for it in front of the page."""
    return imported.file_size < settings.IMPORT_AT_ONCE_BYTES


def read_soon(imported):
    """Read it now when it is small, else in the background; raises what `read_now` raises."""
    if is_small(imported):
        read_now(imported)
    else:
        read.enqueue(str(imported.pk), translation.get_language())


def write_soon(imported, *, by):
    """Note that it is to be written, by whom; then write it now or in the background."""
    imported = _ask_to_write(imported, by)
    if is_small(imported):
        write_now(imported)
    else:
        write.enqueue(str(imported.pk), translation.get_language())


@task()
def read(pk, language=settings.LANGUAGE_CODE):
    imported = Import.objects.get(pk=pk)
    if imported.state == Import.State.READING and not progress.how_far(imported):
        with translation.override(language):
            try:
                read_now(imported)
            except FileRefused:
                return  # the receipt says why


@task()
def write(pk, language=settings.LANGUAGE_CODE):
    imported = Import.objects.get(pk=pk)
    if imported.state == Import.State.WRITING and not progress.how_far(imported):
        with translation.override(language):
            try:
                write_now(imported)
            except applying.CannotWrite:
                return  # the receipt says why


def read_now(imported):
    """Read and try out; FileRefused when it cannot be read. Ends quietly when it was given up."""
    with progress.told(imported) as tell:

        def go_on(_step, done, total):
            tell(done, total)
            if not Import.objects.filter(pk=imported.pk, state=Import.State.READING).exists():
                raise receipts.GivenUp

        try:
            receipts.prepare(imported, progress=go_on)
        except receipts.GivenUp:
            receipts.forget_lines(imported)
        except (FileRefused, OperationalError):
            raise
        except Exception as error:
            receipts.fail(imported, _in_words(error))
            raise


def write_now(imported):
    """Write all of it; whatever stands in the way is on the receipt, which then waits as before."""
    with progress.told(imported) as tell:
        try:
            applying.write(imported, by=imported.written_by, progress=tell)
        except Exception as error:
            _note_not_written(imported, _in_words(error))
            raise


@transaction.atomic
def _ask_to_write(imported, by):
    imported = Import.objects.select_for_update(no_key=True).get(pk=imported.pk)
    if imported.state != Import.State.READY:
        raise applying.CannotWrite(_("This import is not waiting to be written."))
    imported.state, imported.step, imported.written_by = Import.State.WRITING, _("writes"), by
    imported.remarks = [each for each in imported.remarks if each["kind"] != NOT_WRITTEN]
    imported.save(update_fields=["state", "step", "written_by", "remarks"])
    return imported


@transaction.atomic
def _note_not_written(imported, sentence):
    fresh = Import.objects.select_for_update(no_key=True).get(pk=imported.pk)
    if fresh.state == Import.State.WRITING:
        fresh.state, fresh.step, fresh.written_by = Import.State.READY, "", None
        fresh.remarks = [*fresh.remarks, {"kind": NOT_WRITTEN, "text": sentence}]
        fresh.save(update_fields=["state", "step", "written_by", "remarks"])


def _in_words(error):
    if isinstance(error, applying.CannotWrite):
        return str(error)
    if isinstance(error, DatabaseError):
        return explain(error)
    logger.exception("Import %s", error)
    return _("The program stopped at an error of its own (%(error)s). Nothing was written.") % {
        "error": type(error).__name__
    }


# --- what was killed ------------------------------------------------------------------------------


def take_up():
    """Queue the imports that are being read or written by nobody; returns how many."""
    left = Import.objects.filter(state__in=[Import.State.READING, Import.State.WRITING])
    queued = 0
    for imported in left:
        work = read if imported.state == Import.State.READING else write
        of_this = DBTaskResult.objects.filter(
            task_path=work.module_path, args_kwargs__args__0=str(imported.pk)
        )
        if of_this.filter(status=TaskResultStatus.READY).exists():
            continue
        if progress.how_far(imported):
            work = work.using(run_after=timezone.now() + UNTIL_IT_IS_GONE)
        else:
            of_this.filter(status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED, finished_at=timezone.now()
            )
        work.enqueue(str(imported.pk))
        queued += 1
    return queued
