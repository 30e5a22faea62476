"""The log of changes of published records, counted by month, kind and reason, and its last rows."""

from collections import Counter

from django.db.models import Count, F, Func
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from register.figures import exactly
from register.models import Change
from reports.answers import Answer, Column, Headline, Row, Table
from reports.measures.corrections.told import facts_told, may_be_listed
from reports.measures.corrections.words import (
    KINDS,
    NOT_SAID,
    ROOTS,
    fact_in_words,
    facts_in_words,
    why_in_words,
)
from reports.words import day

Kind = Change.Kind
TOTAL = "total"
LISTED = 1_000  # changes in the log of one answer; a shorter period lists the others


def month_in_words(month):
    return gettext("Total") if month == TOTAL else in_words(month)


def reason_in_words(why):
    return gettext("Total") if why == TOTAL else why_in_words(why)


MONTHS = (
    Column("month", _("Month of publication"), words=month_in_words),
    *(Column(kind.value, kind.label, is_figure=True) for kind in Kind),
)
REASONS = (
    Column("why", _("Reason"), words=reason_in_words),
    Column("changes", _("Changes"), is_figure=True),
)
FACTS = (
    Column("fact", _("What changed"), words=fact_in_words),
    Column("changes", _("Changes"), is_figure=True),
)
LOG = (
    Column("published_on", _("Day"), words=day),
    Column("edition", _("Edition"), is_number=True),
    Column("public_id", _("Public id"), is_record=True),
    Column("record", _("Record"), words=ROOTS.get),
    Column("kind", _("Change"), words=KINDS.get),
    Column("why", _("Reason"), words=why_in_words),
    Column("facts", _("What changed"), words=facts_in_words),
)


def answer(question):
    """Changes of the editions of the period. A record that changed twice counts twice."""
    editions, changes = question.editions(), question.changes()
    counts = Counter(
        {
            (edition, kind): number
            for edition, kind, number in changes.values_list("edition", "kind")
            .annotate(Count("pk"))
            .order_by()
        }
    )
    return Answer(
        headlines=[
            Headline(
                KINDS[kind],
                _number(counts, lambda one, its, kind=kind: its == kind),
                name=kind.value,
            )
            for kind in (Kind.CORRECTED, Kind.WITHDRAWN, Kind.MERGED, Kind.ERASED, Kind.NEW)
        ],
        tables=[
            _months(counts, editions),
            _reasons(changes),
            _facts(changes),
            _log(may_be_listed(_last(changes), question), editions),
        ],
    )


def _number(counts, chosen):
    return _changes(sum(number for (one, kind), number in counts.items() if chosen(one, kind)))


def _changes(number):
    return exactly(number, "changes")


def _months(counts, editions):
    months = {edition: _month_of(moment) for edition, moment in editions.items()}
    rows = [
        Row(
            {"month": month}
            | {
                kind.value: _number(
                    counts,
                    lambda one, its, month=month, kind=kind: months[one] == month and its == kind,
                )
                for kind in Kind
            }
        )
        for month in sorted({months[edition] for edition, _kind in counts})
    ]
    total = {kind.value: _number(counts, lambda one, its, kind=kind: its == kind) for kind in Kind}
    return Table(
        "months",
        _("Changes by month of publication"),
        MONTHS,
        [*rows, Row({"month": TOTAL} | total, "total")],
    )


def _reasons(changes):
    counts = dict(_counted(changes.exclude(kind=Kind.NEW), "why"))
    rows = [
        Row({"why": why or NOT_SAID, "changes": _changes(counts[why])})
        for why in ["", *Change.Why.values]
        if why in counts
    ]
    total = Row({"why": TOTAL, "changes": _changes(sum(counts.values()))}, "total")
    caption = _("Why records that were public changed or went")
    return Table("reasons", caption, REASONS, [*rows, total] if rows else [])


def _facts(changes):
    facts = changes.annotate(fact=Func(F("facts"), function="unnest"))
    return Table(
        "facts",
        _("What changed, in kind"),
        FACTS,
        [
            Row({"fact": fact, "changes": _changes(number)})
            for fact, number in sorted(_counted(facts, "fact"), key=lambda row: (-row[1], row[0]))
        ],
        why_not=_("One change may concern several facts, so these do not add up to the changes."),
    )


def _last(changes):
    return changes.order_by("-edition", "kind", "public_id")[:LISTED]


def _log(rows, editions):
    return Table(
        "log",
        _("The log: the last thousand changes of the period"),
        LOG,
        [
            Row(
                {
                    "published_on": timezone.localdate(editions[change.edition]),
                    "edition": change.edition,
                    "public_id": change.public_id,
                    "record": change.root,
                    "kind": change.kind,
                    "why": None if change.kind == Kind.NEW else change.why or NOT_SAID,
                    "facts": facts,
                }
            )
            for change, facts in facts_told(rows)
        ],
    )


def counted(question):
    """{public id: (corrections, corrections)}."""
    corrected = question.changes().filter(kind=Kind.CORRECTED)
    return {public_id: (number, number) for public_id, number in _counted(corrected, "public_id")}


def _counted(rows, name):
    return rows.values_list(name).annotate(Count("pk")).order_by()


def _month_of(moment):
    return f"{timezone.localdate(moment):%Y-%m}"
