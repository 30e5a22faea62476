"""What the tabs of a receipt show: fifty lines each, with what they would write in words."""

from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When
from django.utils.translation import gettext_lazy as _

from office.importing import words
from office.importing.admin.in_words import Words
from office.importing.line import TOLD, Doubt
from office.models import Import, ImportedLine, ImportLine
from prisoners.duplicates.comparing import Reason
from prisoners.models import Prisoner

PER_PAGE = 50
SHOWN = 3  # rows of a line; the others unfold
Outcome = ImportLine.Outcome
TABS = {
    "new": _("New"),
    "changed": _("Changed"),
    "unchanged": _("Unchanged"),
    "held": _("Held"),
    "refused": _("Refused"),
    "cells": _("Cells left out"),
    "told": _("Said otherwise"),
    "vanished": _("Not in the file any more"),
}
# Lines that say something which is not taken, because staff or another line said otherwise.
TELLS = reduce(or_, (Q(doubts__contains=[[kind]]) for kind in TOLD))


@dataclass(frozen=True)
class Candidate:
    """Somebody whom a held line may be about; `url` when they are here already."""

    public_id: str
    label: str
    value: float
    reasons: list
    url_pk: int | None
    line: int | None


@dataclass
class ShownLine:
    """`person` is (pk, name) of whoever it is about, when they are here already."""

    line: ImportLine
    rows: list = field(default_factory=list)
    person: tuple | None = None
    doubts: list = field(default_factory=list)
    candidates: list = field(default_factory=list)

    @property
    def name(self):
        return self.person[1] if self.person else ""

    @property
    def first(self):
        return self.rows[:SHOWN]

    @property
    def more(self):
        return self.rows[SHOWN:]

    @property
    def is_likely_somebody(self):
        return any(kind == Doubt.LIKELY_SAME for kind, *_rest in self.line.doubts)

    @property
    def cells(self):
        return [(name, text) for name, text in self.line.cells.items() if text]


def chosen(imported, tab):
    """The lines of a tab, in the order of the file; what waits for a decision comes first."""
    lines = ImportLine.objects.filter(of=imported)
    if tab == "cells":
        return lines.exclude(outcome=Outcome.REFUSED).exclude(faults=[]).order_by("number")
    if tab == "told":
        return lines.filter(TELLS).order_by("number")
    if tab == "held":
        is_waiting = Case(When(decision="", then=0), default=1)
        return lines.filter(outcome=tab).order_by(is_waiting, "number")
    return lines.filter(outcome=tab).order_by("number")


def counts(imported):
    """{tab: how many} as they are now."""
    lines = ImportLine.objects.filter(of=imported).order_by()
    found = dict.fromkeys(TABS, 0) | dict(
        lines.values_list("outcome").annotate(n=Count("pk")).values_list("outcome", "n")
    )
    more = lines.aggregate(
        left_out=Count("pk", filter=Q(outcome=Outcome.HELD) & ~Q(decision="")),
        cells=Count("pk", filter=~Q(faults=[]) & ~Q(outcome=Outcome.REFUSED)),
        told=Count("pk", filter=TELLS),
    )
    return found | more | {"vanished": imported.counts.get("vanished", 0)}


def page_of_lines(imported, tab, number):
    """(page, [ShownLine]) of a tab that shows lines."""
    page = Paginator(chosen(imported, tab).select_related("decided_by"), PER_PAGE).get_page(number)
    lines = list(page)
    rows = imported.rows.filter(line__in=[line.number for line in lines])
    in_words = Words(rows.order_by("line", "position")).by_line()
    people = _people(lines)
    shown = []
    for line in lines:
        each = ShownLine(line, in_words[line.number], people.get(line.public_id))
        each.doubts = [
            (_sentence(kind), column, value)
            for kind, column, value in line.doubts
            if tab == "held" or kind in TOLD
        ]
        if tab == "held":
            each.candidates = [_candidate(kept, people) for kept in line.candidates]
        shown.append(each)
    return page, shown


def page_of_faults(imported, tab, number):
    """(page, [(line, column, value, reason)]) of a tab that shows what was refused."""
    page = Paginator(chosen(imported, tab), PER_PAGE).get_page(number)
    return page, [(line, *fault) for line in page for fault in line.faults]


def page_of_vanished(imported, number):
    """(page, [(key, public id, (pk, name) or None)]) of what earlier files of the list had."""
    page = Paginator(_vanished(imported), PER_PAGE).get_page(number)
    people = _of([row["person"] for row in page])
    return page, [(row["key"], row["person"], people.get(row["person"])) for row in page]


def _vanished(imported):
    here = ImportLine.objects.filter(of=imported, key=OuterRef("key")).order_by()
    rows = ImportedLine.objects.filter(~Exists(here), list_name=imported.list_name)
    rows = rows.exclude(key__startswith="line:")
    if imported.written_at:  # what later files had is not missing from this one
        rows = rows.filter(last__written_at__lt=imported.written_at)
    return rows.order_by("key").values("key", person=F("owner"))


def acceptable(imported):
    """[(kind, sentence, number)] of doubts and how many lines are held for nothing else."""
    if imported.state != Import.State.READY:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT ARRAY(SELECT DISTINCT each ->> 0 FROM jsonb_array_elements(doubts) each), count(*)
              FROM office_importline WHERE of_id = %s AND outcome = 'held' AND decision = '' GROUP BY 1
            """,
            [imported.pk],
        )
        held = cursor.fetchall()
    found = Counter()
    for kind in Doubt:
        taken = {kind, *TOLD, *imported.accepted}
        found[kind] = sum(number for kinds, number in held if kind in kinds and taken >= set(kinds))
    return [(str(kind), words.DOUBTS[kind], number) for kind, number in found.items() if number]


def _sentence(kind):
    return words.DOUBTS.get(kind, kind)


def _candidate(kept, people):
    pk, name = people.get(kept["public_id"], (None, kept["label"]))
    reasons = [Reason.of_json(each) for each in kept["reasons"]]
    return Candidate(kept["public_id"], name, kept["value"], reasons, pk, kept.get("line"))


def _people(lines):
    """{public id: (pk, name)} of all whom these lines are or may be about, if they are here."""
    wanted = {line.public_id for line in lines}
    wanted |= {kept["public_id"] for line in lines for kept in line.candidates}
    return _of(wanted)


def _of(public_ids):
    people = Prisoner.objects.filter(record__in=list(public_ids))
    found = people.values_list("record_id", "pk", "display_name")
    return {public_id: (pk, name or public_id) for public_id, pk, name in found}
