"""The receipt of an import: what was read, what would be written, what waits, what was refused."""

from django.apps import apps
from django.http import Http404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from office.importing import progress, records
from office.importing.admin import lists
from office.importing.admin.access import RUN, import_or_404, may_change, page_of
from office.importing.line import Doubt
from office.models import Import
from office.review.page import APPROVE, PUBLISH
from sources.models import Record

State = Import.State
RENEW_AFTER = 3  # seconds


@require_GET
def receipt(request, pk):
    imported = import_or_404(request, pk)
    if imported.state in (State.READING, State.WRITING):
        return _under_way(request, imported)
    counts = lists.counts(imported)
    tab = request.GET.get("tab") or _first_tab(counts)
    if tab not in lists.TABS:
        raise Http404
    may_run = request.user.has_perm(RUN)
    return page_of(
        request,
        "receipt",
        _("Import of %s") % imported.file_name,
        imported=imported,
        about=_about(imported),
        remarks=imported.remarks,
        tables=_tables(imported),
        tabs=[(key, label, counts[key]) for key, label in lists.TABS.items()],
        tab=tab,
        label=lists.TABS[tab],
        counts=counts,
        waiting=counts["held"] - counts["left_out"],
        may_run=may_run,
        may_decide=may_run and imported.state in (State.READY, State.DONE),
        acceptable=(acceptable := lists.acceptable(imported) if may_run and tab == "held" else []),
        takes_likeliest=any(kind == Doubt.LIKELY_SAME for kind, *_rest in acceptable),
        **_shown(imported, tab, request.GET.get("page")),
        **_review(request.user, imported),
    )


def _under_way(request, imported):
    done, total = progress.how_far(imported) or (imported.lines.count(), imported.total)
    response = page_of(
        request,
        "under_way",
        _("Import of %s") % imported.file_name,
        imported=imported,
        about=_about(imported),
        done=done,
        total=total,
        may_give_up=imported.state == State.READING and request.user.has_perm(RUN),
    )
    response["Refresh"] = str(RENEW_AFTER)
    return response


def _first_tab(counts):
    return next((tab for tab in lists.TABS if counts[tab]), "new")


def _shown(imported, tab, number):
    if tab == "vanished":
        page, gone = lists.page_of_vanished(imported, number)
        return {"page": page, "gone": gone}
    if tab in ("refused", "cells"):
        page, faults = lists.page_of_faults(imported, tab, number)
        return {"page": page, "faults": faults}
    page, lines = lists.page_of_lines(imported, tab, number)
    return {"page": page, "lines": lines}


def _about(imported):
    """(label, text) of what stands on the receipt for good."""
    yield _("Profile"), imported.profile_name
    yield _("List"), imported.list_name
    yield _("Brought by"), imported.started_by or _("the command line")
    yield _("Brought at"), imported.started_at
    yield _("Size"), _("%(bytes)s bytes") % {"bytes": f"{imported.file_size:,}"}
    yield "SHA-256", imported.file_sha256
    if imported.written_at:
        yield _("Written by"), imported.written_by or _("the command line")
        yield _("Written at"), imported.written_at
    if imported.undone_at:
        yield _("Undone by"), imported.undone_by or _("the command line")
        yield _("Undone at"), imported.undone_at


def _tables(imported):
    """(table, new rows, changed rows) of what is or would be written."""
    for table, outcomes in sorted(imported.counts.get("rows", {}).items()):
        new, changed = outcomes.get("new", 0), outcomes.get("changed", 0)
        if new or changed:
            yield capfirst(str(apps.get_model(table)._meta.verbose_name_plural)), new, changed


def _review(user, imported):
    """How many new records can be sent to review, and how many wait for this reviewer there."""
    if imported.state != State.DONE:
        return {"drafts": 0, "ready": 0}
    new = records.new_records(imported)
    drafts = new.filter(state=Record.State.DRAFT)
    ready = new.filter(state=Record.State.READY).exclude(editors__contains=[user.pk])
    return {
        "drafts": drafts.count() if user.has_perm(RUN) and may_change(user, drafts) else 0,
        "ready": ready.count() if user.has_perms([APPROVE, PUBLISH]) else 0,
    }
