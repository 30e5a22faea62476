"""What is done with a whole import: write it, give it up, undo it, send its records to review.

Each asks first (GET) and says in numbers what will happen, then does it (POST).
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from office.importing import applying, background, profiles, receipts, records, undoing
from office.importing.admin.access import RUN, import_or_404, may_change, page_of
from office.models import Import, ImportLine
from office.review import deciding as review
from prisoners.models import Prisoner
from sources.models import Record
from sources.violations import explain

State = Import.State


def write(request, pk):
    imported = import_or_404(request, pk, may=RUN)
    if imported.state != State.READY:
        messages.error(request, _("This import is not waiting to be written."))
        return _back(imported)
    refused, lines = _refused(imported)
    is_many = bool(lines) and 100 * refused / lines > _most_refused(imported)
    if request.method != "POST":
        return page_of(
            request,
            "write",
            _("Write it?"),
            imported=imported,
            will=list(_will(imported)),
            is_many=is_many,
            refused=refused,
            lines=lines,
        )
    if is_many and "although_many_are_refused" not in request.POST:
        messages.error(
            request,
            _("Nothing was written: many lines are refused. Tick the box if it is right so."),
        )
        return redirect("admin:office_import_write", imported.pk)
    try:
        background.write_soon(imported, by=request.user)
    except applying.CannotWrite as error:
        messages.error(request, str(error))
    except DatabaseError as error:
        messages.error(request, _("Nothing was written. %s") % explain(error))
    else:
        imported.refresh_from_db()
        if imported.state == State.DONE:
            messages.success(request, _("Written. Nothing is public before it is approved."))
    return _back(imported)


def _refused(imported):
    lines = ImportLine.objects.filter(of=imported)
    return lines.filter(outcome=ImportLine.Outcome.REFUSED).count(), lines.count()


def _most_refused(imported):
    return profiles.read(imported.profile_text, imported.profile_name).most_refused


def _will(imported):
    """Sentences in numbers."""
    counts = imported.counts
    said = (
        ("new", ngettext("%(n)s line makes new records.", "%(n)s lines make new records.", counts["new"])),
        ("changed", ngettext("%(n)s line changes records.", "%(n)s lines change records.", counts["changed"])),
        ("unchanged", ngettext("%(n)s line changes nothing.", "%(n)s lines change nothing.", counts["unchanged"])),
        ("held", ngettext("%(n)s line stays held until somebody decides.", "%(n)s lines stay held until somebody decides.", counts["held"])),
        ("refused", ngettext("%(n)s line is refused and left out.", "%(n)s lines are refused and left out.", counts["refused"])),
        ("vanished", ngettext("%(n)s line of the list is not in this file; its record stays as it is.", "%(n)s lines of the list are not in this file; their records stay as they are.", counts["vanished"])),
    )  # fmt: skip
    for key, sentence in said:
        if number := counts.get(key):
            yield sentence % {"n": f"{number:,}"}


def drop(request, pk):
    imported = import_or_404(request, pk, may=RUN)
    if imported.state not in (State.READING, State.READY, State.FAILED):
        messages.error(request, _("Only an import that was not written can be given up."))
        return _back(imported)
    if request.method != "POST":
        return page_of(request, "drop", _("Give it up?"), imported=imported)
    if receipts.drop(imported).state == State.DROPPED:
        messages.success(request, _("Given up. Nothing was written; the receipt stays."))
    return _back(imported)


def undo(request, pk):
    imported = import_or_404(request, pk, may=RUN)
    if imported.state != State.DONE:
        messages.error(request, _("Only an import that was written can be undone."))
        return _back(imported)
    if request.method == "POST":
        try:
            undoing.undo(imported, by=request.user)
        except undoing.CannotUndo as error:
            messages.error(request, _("Nothing was undone. %s") % error)
            return redirect("admin:office_import_undo", imported.pk)
        messages.success(request, _("Undone: everything is as it was before this import."))
        return _back(imported)
    obstacles = undoing.obstacles(imported)
    people = Prisoner.objects.filter(record__in=[each.public_id for each in obstacles])
    people = {person.record_id: person for person in people}
    return page_of(
        request,
        "undo",
        _("Undo this import?"),
        imported=imported,
        obstacles=[(each, people.get(each.public_id)) for each in obstacles],
        is_cut=len(obstacles) >= undoing.MOST_NAMED,
        made=records.new_records(imported).count(),
    )


@require_POST
def submit(request, pk):
    """Send the records that this import made, and that nobody sent yet, to review."""
    imported = import_or_404(request, pk, may=RUN)
    drafts = records.new_records(imported).filter(state=Record.State.DRAFT)
    if not may_change(request.user, drafts):
        raise PermissionDenied
    count = review.submit(drafts, by=request.user) if imported.state == State.DONE else 0
    sent = ngettext(
        "%(count)s record was sent to review.", "%(count)s records were sent to review.", count
    )
    messages.success(request, sent % {"count": count})
    return _back(imported)


def _back(imported):
    return redirect("admin:office_import_receipt", imported.pk)
