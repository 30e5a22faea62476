"""Spans and entries of the edition asked about. On any day a count of spans is a count of people."""

from django.db.models import Count, Q, Value
from django.utils.translation import gettext_lazy as _

from register.figures import Figure, exactly
from register.models import Entry, Span
from register.models.version import OPEN, VersionQuerySet
from reports.answers import Column, People, Person
from reports.words import day

IN_CUSTODY = Span.Status.IN_CUSTODY
MAYBE = Span.Status.MAYBE
CUSTODY = (IN_CUSTODY, MAYBE)
SHOWN = 100  # people listed on a page; the list of prisoners has all of them


def rows_of(model, question, entries=None):
    """The rows of a table of versions at the edition asked about: of everybody, or of some entries."""
    return _of(VersionQuerySet(model).known(question.known), entries)


def spans(question):
    """All spans of the edition asked about, whomever they are of."""
    return rows_of(Span, question)


def with_entry(rows, question):
    """The same rows, found with the index of today's entries where a column of the entry is asked for."""
    return rows.filter(entry__edition_to=OPEN) if question.known is None else rows


def certain(question, statuses=(IN_CUSTODY,)):
    """Spans of those who certainly fit; of certain custody unless told otherwise: "at least"."""
    return _of(spans(question).filter(status__in=statuses), question.certain_entries)


def possible(question, statuses=CUSTODY):
    """Spans of those who may fit; of certain and of possible custody unless told: "at most"."""
    return _of(spans(question).filter(status__in=statuses), question.possible_entries)


def _of(rows, entries):
    """Those rows of some entries (None: of all)."""
    return rows if entries is None else rows.filter(entries.condition())


def recorded(question):
    """How many people are recorded, of those who fit the filters."""
    certain, possible = question.fitting
    if possible is None:
        return exactly(VersionQuerySet(Entry).known(question.known).count())
    return Figure(certain.number, possible.number)


def both_counts(question, rows):
    """The groups of rows of those who may fit: each with the number of those who surely do, and of all."""
    sure = (
        Count(Value(1), filter=question.surely_fits()) if question.whom.leaves_doubt else Count("*")
    )
    return rows.annotate(least=sure, most=Count("*")).order_by()


def held_on_the_day(question):
    """How many are in custody on the day of the question."""
    is_sure = Q(status=IN_CUSTODY) & question.surely_fits()
    held = possible(question).filter(begins__lte=question.on, ends__gt=question.on)
    return Figure(**held.aggregate(at_least=Count(Value(1), filter=is_sure), at_most=Count("*")))


def held_one_by_one(question, day):
    """What each person adds to the number held on a day."""
    on_the_day = {"begins__lte": day, "ends__gt": day}
    return one_by_one(
        _ids(possible(question).filter(**on_the_day)), _ids(certain(question).filter(**on_the_day))
    )


def one_by_one(maybe, surely):
    """{public id: (at least, at most)} of those who are counted maybe, and of those who surely are."""
    return dict.fromkeys(maybe, (0, 1)) | dict.fromkeys(surely, (1, 1))


def _ids(spans):
    return spans.order_by().values_list("entry__public_id", flat=True)


def those_in_doubt(question, *, total):
    """Who may be held on the day and may not: they make the difference between the bounds."""
    in_doubt = Q(status=MAYBE)
    if question.whom.leaves_doubt:
        in_doubt |= ~question.surely_fits()
    doubtful = (
        possible(question)
        .filter(in_doubt, begins__lte=question.on, ends__gt=question.on)
        .order_by("-begins", "entry__public_id")
        .values_list("entry__public_id", "begins", "ends")
    )
    return People(
        caption=_("They make the difference: maybe in custody on the day"),
        columns=(
            Column("since", _("In doubt since"), words=day),
            Column("until", _("Until"), words=day),
        ),
        first=[
            Person(public_id, {"since": begins, "until": ends})
            for public_id, begins, ends in doubtful[:SHOWN]
        ],
        total=total,
        query={"status": MAYBE.value},
    )
