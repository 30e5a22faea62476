"""Lines of spreadsheets that wait: the same person as somebody here, or a new one?"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from prisoners.admin.likely.queue import CHANGE, page_of, require
from prisoners.admin.likely.typing import may_see
from prisoners.duplicates.comparing import Reason
from prisoners.importing import held as deciding
from prisoners.importing.deciding import facts_of
from prisoners.models import HeldRow, Prisoner

PER_PAGE = 25


@dataclass(frozen=True)
class Candidate:
    """Somebody here whom a line may be about, as compared when it was held."""

    person: Prisoner
    value: float
    reasons: list


def waiting():
    return HeldRow.objects.filter(decision=HeldRow.Decision.WAITING)


def how_many_wait(count):
    """A sentence with the way there."""
    said = ngettext(
        "%(count)s line waits for a decision.", "%(count)s lines wait for a decision.", count
    )
    return format_html(
        '<a class="underline" href="{}">{}</a>',
        reverse("admin:prisoners_held"),
        said % {"count": count},
    )


@require_GET
def lines(request):
    """What waits, oldest first, each line with the people whom it may be about."""
    require(may_see(request.user))
    page = Paginator(waiting(), PER_PAGE).get_page(request.GET.get("page"))
    return page_of(
        request,
        "held_lines",
        _("Lines that wait for a decision"),
        page=page,
        held=[
            (line, facts_of(line.row).label, _filled(line.row), candidates)
            for line, candidates in _with_people(page)
        ],
        may_decide=request.user.has_perm(CHANGE),
    )


def _filled(row):
    return [(column, value) for column, value in row.items() if value]


def _with_people(held):
    """[(held line, its candidates)]; people who are gone since are left out."""
    held = list(held)
    ids = {each["public_id"] for line in held for each in line.candidates}
    people = {
        person.public_id: person
        for person in Prisoner.objects.filter(record_id__in=ids).select_related("record")
    }
    return [
        (
            line,
            [
                Candidate(
                    people[each["public_id"]],
                    each["value"],
                    [Reason.of_json(kept) for kept in each["reasons"]],
                )
                for each in line.candidates
                if each["public_id"] in people
            ],
        )
        for line in held
    ]


@require_POST
def decide(request, pk):
    """`person` is a public id, or empty for a new person."""
    require(request.user.has_perm(CHANGE))
    line = get_object_or_404(HeldRow, pk=pk)
    person = None
    if public_id := request.POST.get("person", ""):
        if "\0" in public_id:
            raise Http404
        person = get_object_or_404(Prisoner, record_id=public_id)
    try:
        line = deciding.decide(line, prisoner=person, by=request.user)
    except deciding.LineRefused as refused:
        messages.error(request, _("Not taken: %s") % refused)
    else:
        messages.success(request, f"{line.get_decision_display()}: {line.prisoner}")
    return redirect("admin:prisoners_held")
