"""The history of a record, newest first, and the page that asks before an event is undone."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import DatabaseError, transaction
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.admin.screens import pages_in
from office.models import Import
from office.review import previews
from prisoners.models import Merge, Prisoner
from sources.history import CannotRevert, change_of, find_event, history_of, revert
from sources.models import Record
from sources.violations import check_now, explain

_page = pages_in("office/history")

PER_PAGE = 50


@require_GET
def history(request, public_id):
    """Every change of the record and of what belongs to it."""
    record, root = _record_and_root(request, public_id, "view")
    page = Paginator(history_of(root), PER_PAGE).get_page(request.GET.get("page"))
    imports = Import.objects.in_bulk({each.importing for each in page if each.importing})
    return _page(
        request,
        "record",
        _("History of %s") % root,
        record=record,
        root=root,
        page=page,
        changes=[
            (each, imports.get(UUID(each.importing)) if each.importing else None) for each in page
        ],
        may_undo=not record.merged_into_id and _may(request, record, "change"),
        change_url=previews.change_url(record.at_the_end()),
        merges=Merge.objects.filter(Q(kept=record) | Q(absorbed=record)).select_related(
            "merged_by", "undone_by"
        ),
    )


def undo(request, public_id):
    """Asks (GET), then undoes one event (POST); what the database refuses is said."""
    record, root = _record_and_root(request, public_id, "change")
    if record.merged_into_id:
        raise Http404
    event = find_event(root, (request.POST or request.GET).get("event", ""))
    if event is None:
        raise Http404
    if request.method != "POST":
        return _page(
            request,
            "undo",
            _("Undo this?"),
            record=record,
            root=root,
            change=change_of(event, root),
        )
    try:
        with transaction.atomic():
            revert(event=event)
            check_now()
    except CannotRevert as error:
        messages.error(request, str(error))
    except DatabaseError as error:
        messages.error(request, _("Not undone. %s") % explain(error))
    else:
        messages.success(request, _("Undone. This is part of the history, too."))
    return redirect("admin:office_history", public_id)


def _record_and_root(request, public_id, action):
    if "\0" in public_id:
        raise Http404
    record = get_object_or_404(Record.objects.select_related(*previews.ROOTS), pk=public_id)
    if not _may(request, record, action):
        raise PermissionDenied
    root = previews.root_of(record) or _merged_root(record)
    if root is None:
        raise Http404
    return record, root


def _merged_root(record):
    """The prisoner that a merged record was of, for its history; it is not in the database."""
    merged = Merge.objects.filter(absorbed=record, undone_at=None).first()
    if merged is None:
        return None
    # Its removal was the last step of the merge.
    name = merged.journal[-1]["row"]["display_name"]
    return Prisoner(pk=merged.absorbed_pk, record=record, display_name=name)


def _may(request, record, action):
    change = previews.change_permission(record.at_the_end())
    return request.user.has_perm(change) or (
        action == "view" and request.user.has_perm(change.replace(".change_", ".view_"))
    )
