"""Whom a cross-tabulation counts. Each set is two: who certainly belongs to it, and who may."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from register.models import Entry, Span
from reports.custody import CUSTODY, IN_CUSTODY, MAYBE, spans
from reports.measures.in_and_out import flows

DIED = Span.Status.DIED_IN_CUSTODY


@dataclass(frozen=True, repr=False)
class PeopleSet:
    """`certain` and `possible` narrow entries to those who belong to it, for a question."""

    name: str
    label: str
    certain: Callable
    possible: Callable
    query: dict = None  # what the list of prisoners adds to list the same people; None: it cannot
    is_of_period: bool = False

    def __repr__(self):
        return self.name


def of_question(people, question):
    """(certain entries, possible entries) of the set who fit the filters of the question."""
    everybody = Entry.objects.known(question.known)
    sure, maybe = question.certain_entries(), question.possible_entries()
    return (
        people.certain(everybody if sure is None else sure, question),
        people.possible(everybody if maybe is None else maybe, question),
    )


def _with_span(entries, question, statuses):
    return entries.filter(Exists(_on_the_day(question, OuterRef("pk")).filter(status__in=statuses)))


def _on_the_day(question, entry):
    on = question.on
    return spans(question).filter(entry=entry, begins__lte=on, ends__gt=on)


def _may_have_died(entries, question):
    """Who died in custody, or is in doubt on the day and has died in custody where the doubt ends."""
    dead = Span.objects.filter(entry=OuterRef("entry"), begins=OuterRef("ends"), status=DIED)
    on_the_day = _on_the_day(question, OuterRef("pk"))
    return entries.filter(
        Exists(on_the_day.filter(status=DIED))
        | Exists(on_the_day.filter(Exists(dead), status=MAYBE))
    )


def _with_detention(entries, question, condition):
    detentions = flows.detentions(question, None).filter(condition, entry=OuterRef("pk"))
    return entries.filter(Exists(detentions))


SETS = {
    people.name: people
    for people in (
        PeopleSet(
            "held",
            _("In custody on the day"),
            certain=lambda entries, question: _with_span(entries, question, [IN_CUSTODY]),
            possible=lambda entries, question: _with_span(entries, question, CUSTODY),
            query={"status": IN_CUSTODY.value},
        ),
        PeopleSet(
            "recorded",
            _("Everyone recorded"),
            certain=lambda entries, question: entries,
            possible=lambda entries, question: entries,
            query={},
        ),
        PeopleSet(
            "newly_held",
            _("Arrested in the period"),
            certain=lambda entries, question: _with_detention(
                entries, question, flows.surely_begun(question.begins, question.ends)
            ),
            possible=lambda entries, question: _with_detention(
                entries, question, flows.maybe_begun(question.begins, question.ends)
            ),
            is_of_period=True,
        ),
        PeopleSet(
            "released",
            _("Released in the period"),
            certain=lambda entries, question: _with_detention(
                entries, question, flows.surely_released(question.begins, question.ends)
            ),
            possible=lambda entries, question: _with_detention(
                entries, question, flows.maybe_released(question.begins, question.ends)
            ),
            is_of_period=True,
        ),
        PeopleSet(
            "died",
            _("Died in custody by the day"),
            certain=lambda entries, question: _with_span(entries, question, [DIED]),
            possible=_may_have_died,
        ),
    )
}
