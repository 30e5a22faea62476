"""erase(): a person goes for good. What remains: public ids, the day, a reason code, fingerprints."""

import json

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core import seeing
from office.audit import log
from office.erasing import files, fingerprints, function, ledger, logs, receipts
from office.erasing.person import known_of, patterns
from office.importing.applying import LOCK as IMPORT_LOCK
from office.models import Erasure, Import, Removal
from prisoners.duplicates.rarity import words
from prisoners.models import WordCount
from prisoners.models.searching import WORKING_NAMES
from register.models import PUBLISHED_NAMES
from register.publishing import erasing as register
from register.publishing.publish import lock_editions
from sources.models import Record

USING = "default"


class CannotErase(Exception):
    """Nothing was erased; the sentence says why."""


def erase(record, *, reason, decided_by, confirmed_by):
    """Erase the prisoner of `record` and all records that were merged into it; returns the Erasure.

    Cannot be taken back, so two people decide. `reason` is a `Tombstone.Reason`. The line in the
    ledger outside the database is written before the transaction ends: whoever was decided about
    and is still there after a crash is erased by trying again.
    """
    if decided_by == confirmed_by:
        raise CannotErase(_("A second person confirms an erasure."))
    with seeing.as_system(), transaction.atomic():
        erasure, digests = erase_now(
            record, reason=reason, decided_by=decided_by, confirmed_by=confirmed_by
        )
        log.record("erased", by=confirmed_by, about=record.pk, detail={"reason": reason})
        ledger.append(erasure, digests)
        transaction.on_commit(after)
    return erasure


@seeing.as_system()
def erase_now(record, *, reason, decided_by=None, confirmed_by=None, moment=None):
    """(the Erasure, its fingerprints): the same within a transaction of the caller, who writes the
    ledger and calls `after`."""
    _wait_for_others()
    record = Record.objects.select_for_update().get(pk=record.pk)
    _refuse_unfit(record)
    ids = [record.pk, *record.all_absorbed().order_by("pk").values_list("pk", flat=True)]
    moment = moment or timezone.now()
    known, public = known_of(ids), register.ever_public(ids)
    digests = fingerprints.keep(known)
    erasure = Erasure.objects.create(
        public_id=ids[0],
        with_ids=ids[1:],
        reason=reason,
        erased_at=moment,
        decided_by=decided_by,
        confirmed_by=confirmed_by,
        edition=None,
    )
    receipts.forget_beneficiaries(ids)
    WORKING_NAMES.remove(ids, using=USING)
    PUBLISHED_NAMES.remove(ids, using=USING)
    gone = _call(ids, patterns(known))
    receipts.forget(known, gone)
    logs.forget(known, gone)
    _uncount(known)
    _empty_records(ids, moment)
    register.bury(public, reason=reason, moment=moment)
    Removal.objects.filter(record__in=ids).update(text="", contact="", channel="", note=_("erased"))
    files.note(gone["files"])
    return erasure, digests


def after():
    """What is not in the database: files, and what this process keeps in its memory."""
    files.remove()
    cache.clear()


def _wait_for_others():
    """No edition and no import is written meanwhile: an import could bring the person back."""
    lock_editions()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [IMPORT_LOCK])
        is_ours = cursor.fetchone()[0]
    under_way = Import.objects.filter(state__in=[Import.State.READING, Import.State.WRITING])
    if not is_ours or under_way.exists():
        raise CannotErase(
            _("A file is being imported. Wait until that has ended, or give it up, and try again.")
        )


def _refuse_unfit(record):
    if record.kind != Record.Kind.PRISONER:
        raise CannotErase(_("Only people are erased; other records are withdrawn."))
    if record.state == Record.State.ERASED:
        raise CannotErase(_("This record was erased already."))
    if record.merged_into_id:
        raise CannotErase(
            _("This record became part of %s: erase that one, and both are gone.")
            % record.at_the_end().pk
        )


def _call(ids, called):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function.NAME}(%s, %s)", [ids, called])
        return json.loads(cursor.fetchone()[0])


def _uncount(known):
    """A word that only this person had in a name is not counted any more; others are, once less."""
    for word in {word for name in known.names for word in words(name)}:
        counted = WordCount.objects.filter(word=word)
        if not counted.filter(people__lte=1).delete()[0]:
            counted.update(people=F("people") - 1)


def _empty_records(ids, moment):
    Record.objects.filter(pk__in=ids).update(
        state=Record.State.ERASED,
        merged_into=None,
        revision=0,
        published_revision=None,
        published_digest="",
        editors=[],
        submitted_at=None,
        published_at=None,
        changed_at=moment,
    )
