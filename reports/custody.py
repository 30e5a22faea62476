"""Spans and entries of the edition asked about. On any day a count of spans is a count of people."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from register.models import Span
from register.models.version import VersionQuerySet
from reports.answers import Column, People, Person
from reports.words import day

IN_CUSTODY = Span.Status.IN_CUSTODY
MAYBE = Span.Status.MAYBE
CUSTODY = (IN_CUSTODY, MAYBE)
SHOWN = 100  # people listed on a page; the list of prisoners has all of them


def spans(question):
    """All spans of the edition asked about, whomever they are of."""
    return VersionQuerySet(Span).known(question.known)


def certain(question, statuses=(IN_CUSTODY,)):
    """Spans of those who certainly fit; of certain custody unless told otherwise: "at least"."""
    return _of(spans(question).filter(status__in=statuses), question.certain_entries())


def possible(question, statuses=CUSTODY):
    """Spans of those who may fit; of certain and of possible custody unless told: "at most"."""
    return _of(spans(question).filter(status__in=statuses), question.possible_entries())


def _of(spans, entries):
    return spans if entries is None else spans.filter(entry__in=entries)


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
    if question.whom.filters:
        in_doubt |= ~Exists(question.certain_entries().filter(pk=OuterRef("entry")))
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
