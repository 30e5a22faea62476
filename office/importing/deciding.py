"""Held lines: taken although doubtful, or left out, one by one or all of one doubt."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import seeing
from office.importing import applying, counting, history, receipts, remembering
from office.importing.line import TOLD, Doubt
from office.models import Import, ImportLine, ImportRow

OPEN = ImportLine.Outcome.HELD
AT_ONCE = 1_000


class CannotDecide(Exception):
    """Why a line cannot be decided now, or what stands in the way of writing it."""


@transaction.atomic
def accept(imported, kinds, *, by):
    """Take the lines that are held for no other doubts than these. Before the import is written.

    Whoever is likely somebody who is here already is taken for the likeliest.
    """
    imported = Import.objects.select_for_update(no_key=True).get(pk=imported.pk)
    if imported.state != Import.State.READY:
        raise CannotDecide(_("This import is not waiting to be written."))
    imported.accepted = sorted({*imported.accepted, *map(str, kinds)})
    imported.save(update_fields=["accepted"])
    wanted = set(imported.accepted)
    held = ImportLine.objects.filter(of=imported, outcome=OPEN, decision="").order_by("number")
    lines = [
        line
        for line in held.iterator()
        if {kind for kind, *_rest in line.doubts} <= {*wanted, *TOLD}
    ]
    for start in range(0, len(lines), AT_ONCE):
        _take(imported, lines[start : start + AT_ONCE], by=by)
    imported.counts = counting.counts(imported)
    imported.save(update_fields=["counts"])
    return len(lines)


@transaction.atomic
def decide(line, *, by, public_id=None, is_dropped=False):
    """One held line: about the person of this id, about a new one (""), or left out.

    With neither it is taken as it was understood. Written at once when the import is done already.
    """
    imported = Import.objects.select_for_update(no_key=True).get(pk=line.of_id)
    line = ImportLine.objects.select_for_update().get(pk=line.pk)
    if line.outcome != OPEN or line.decision:
        raise CannotDecide(_("This line does not wait for a decision any more."))
    if imported.state not in (Import.State.READY, Import.State.DONE):
        raise CannotDecide(_("The import of this line was given up or undone."))
    if is_dropped:
        line.decision, line.decided_by, line.decided_at = "drop", by, timezone.now()
        line.save()
        return line
    chosen = {} if public_id is None else {line.number: public_id}
    taken = _take(imported, [line], by=by, chosen=chosen)[0]
    if taken.outcome == ImportLine.Outcome.REFUSED:
        raise CannotDecide(" ".join(fault[2] for fault in taken.faults))
    if imported.state == Import.State.DONE:
        _write(imported, taken, by)
    imported.counts = counting.counts(imported)
    imported.save(update_fields=["counts", "written_at"])
    return taken


@seeing.as_system()
def _take(imported, lines, *, by, chosen=None):
    """Read lines again with a decision for each; they come back as they are kept now."""
    numbers = [line.number for line in lines]
    decided = {
        line.number: line.candidates[0]["public_id"]
        for line in lines
        if line.candidates and any(kind == Doubt.LIKELY_SAME for kind, *_rest in line.doubts)
    } | (chosen or {})
    again = receipts.staging_of(imported)
    again.open_reader(list({name: None for line in lines for name in line.cells}))
    ImportRow.objects.filter(of=imported, line__among=numbers).delete()
    ImportLine.objects.filter(of=imported, number__among=numbers).delete()
    for line in lines:  # a line may be about the person that the line before makes
        again.take([(line.number, line.cells)], decided, is_taken=True)
    imported.save(update_fields=["links"])
    taken = ImportLine.objects.filter(of=imported, number__among=numbers)
    taken.update(decision="take", decided_by=by, decided_at=timezone.now())
    return list(taken.order_by("number"))


@seeing.as_system()
def _write(imported, line, by):
    with history.context(imported, by):
        writing = applying.Writing(imported, lambda done, total: None)
        writing.all(only=[line.number])
        if writing.refused:
            raise CannotDecide(" ".join(writing.refused.values()))
        remembering.finish(imported, only=[line.number])
    imported.written_at = timezone.now()
