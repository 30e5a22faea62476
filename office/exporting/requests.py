"""A file of confidential data is asked for by one, approved by another, and fetched for a while.

No file is kept: it is made when it is fetched, of what both may see at that moment.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import seeing
from office.audit.kinds import Kind
from office.audit.log import record as note
from office.exporting.writing import export
from office.models import ExportRequest

Decision = ExportRequest.Decision


class CannotExport(Exception):
    """Why nothing is decided or fetched now, for the person at the screen."""


@transaction.atomic
def ask(table, columns, *, listed, rows, filters, file_format, reason, by):
    """Note what somebody wants; `listed` is the model of the list from which they asked."""
    asked = ExportRequest.objects.create(
        list=listed._meta.label_lower,
        table=table.name,
        columns=[column.name for column in columns],
        filters=filters,
        rows=rows,
        file_format=file_format,
        reason=reason,
        asked_by=by,
    )
    note(Kind.EXPORT_ASKED, by=by, about=asked.table, detail={"request": asked.pk, "rows": rows})
    return asked


@transaction.atomic
def decide(asked, *, by, is_approved, why=""):
    """Approve or refuse what somebody else asked for; an approval holds for EXPORT_HOURS."""
    asked = ExportRequest.objects.select_for_update().get(pk=asked.pk)
    if asked.decision:
        raise CannotExport(_("This was decided already."))
    if asked.asked_by_id == by.pk:
        raise CannotExport(_("You asked for it: a second person decides."))
    asked.decision = Decision.APPROVED if is_approved else Decision.REFUSED
    asked.decided_by, asked.decided_at, asked.note = by, timezone.now(), why
    if is_approved:
        asked.expires_at = asked.decided_at + timedelta(hours=settings.EXPORT_HOURS)
    asked.save()
    kind = Kind.EXPORT_APPROVED if is_approved else Kind.EXPORT_REFUSED
    note(kind, by=by, about=asked.table, detail={"request": asked.pk})
    return asked


def why_not(asked):
    """Why the file cannot be fetched now, in a sentence; "" when it can."""
    if asked.decision == Decision.NONE:
        return _("It waits for a second person.")
    if asked.decision == Decision.REFUSED:
        return _("It was refused.")
    if timezone.now() >= asked.expires_at:
        return _("The approval has expired. Ask anew.")
    if asked.downloads >= settings.EXPORT_DOWNLOADS:
        return _("The file was fetched as often as was approved. Ask anew.")
    return ""


@transaction.atomic
def fetch(asked, file, *, by, rows_and_columns, most_rows):
    """Write the file for the one who asked; the line of the log comes back.

    `rows_and_columns(asked)` gives what the request names as it is now. It is called, and the rows are
    read, for both people: a case that was sealed to one of them is not in the file.
    """
    asked = ExportRequest.objects.select_for_update().get(pk=asked.pk)
    if asked.asked_by_id != by.pk:
        raise CannotExport(_("Only who asked for it fetches it."))
    if why := why_not(asked):
        raise CannotExport(why)
    asked.downloads += 1
    asked.save(update_fields=["downloads"])
    with seeing.as_person(asked.asked_by_id, asked.decided_by_id):
        rows, columns = rows_and_columns(asked)
        return export(
            rows,
            columns,
            file,
            file_format=asked.file_format,
            reason=asked.reason,
            by=by,
            filters=asked.filters,
            most_rows=most_rows,
            request=asked,
        )
