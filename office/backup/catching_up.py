"""Erasures of since a backup, done again after it was restored, before the site answers."""

from datetime import datetime

from django.db import transaction

from core import seeing
from office.erasing import erase, fingerprints, ledger
from office.models import Erasure
from sources.models import Record


def catch_up():
    """Erase whoever the list of erasures names and the database still has; how many they were.

    What the database knows and the list does not, as on a new machine, is added to the list.
    """
    listed, erased = ledger.read(), 0
    for line in listed:
        with seeing.as_system(), transaction.atomic():
            erased += _erase_again(line)
    erase.after()
    there = {public_id for line in listed for public_id in line["ids"]}
    for erasure in Erasure.objects.order_by("erased_at", "pk"):
        if erasure.public_id not in there:
            ledger.append(erasure)
    return erased


def _erase_again(line):
    """How many records of one line of the list were still there."""
    erased = 0
    moment = datetime.fromisoformat(line["erased_at"])
    for public_id in line["ids"]:
        record = Record.objects.filter(pk=public_id).first()
        if record is None:
            _remember(public_id, line["reason"], moment)
        elif record.state != Record.State.ERASED and record.merged_into_id not in line["ids"]:
            erase.erase_now(record, reason=line["reason"], moment=moment)
            erased += 1
    fingerprints.keep_digests(line["fingerprints"])
    return erased


def _remember(public_id, reason, moment):
    """Somebody who came after the backup and was erased: the id is not given out again."""
    Record.objects.create(public_id=public_id, kind=Record.Kind.PRISONER, state=Record.State.ERASED)
    Erasure.objects.create(public_id=public_id, reason=reason, erased_at=moment)
