"""Whom a cross-tabulation counts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from register.models import Span
from reports.cells import People
from reports.custody import IN_CUSTODY, MAYBE
from reports.measures.in_and_out import flows

DIED = Span.Status.DIED_IN_CUSTODY


@dataclass(frozen=True, repr=False)
class PeopleSet:
    """`of(question)` gives the People of the set who fit the filters of the question.

    `query` is what the list of prisoners adds to list the same people; None where it cannot.
    """

    name: str
    label: str
    of: Callable
    query: dict = None
    is_of_period: bool = False
    is_alive: bool = False

    def __repr__(self):
        return self.name


def _died(question):
    """Who died in custody; possibly who is in doubt on the day and has died where the doubt ends."""
    return People(question, held=False).narrow(
        Q(span__status=DIED) | Q(span__status=MAYBE, span__status_after=DIED), Q(span__status=DIED)
    )


def _with_detention(question, maybe, surely):
    """Who has a detention of which a condition of the flows holds in the period."""

    def has(condition):
        of_period = condition(question.begins, question.ends)
        spells = flows.spells(question, None).filter(of_period, entry=OuterRef("pk"))
        return Q(Exists(spells))

    return People(question, held=False).narrow(has(maybe), has(surely))


SETS = {
    people.name: people
    for people in (
        PeopleSet(
            "held",
            _("In custody on the day"),
            of=lambda question: People(question, held=True),
            query={"status": IN_CUSTODY.value},
            is_alive=True,
        ),
        PeopleSet(
            "recorded",
            _("Everyone recorded"),
            of=lambda question: People(question, held=False),
            query={},
        ),
        PeopleSet(
            "newly_held",
            _("Arrested in the period"),
            of=lambda question: _with_detention(question, flows.maybe_begun, flows.surely_begun),
            is_of_period=True,
        ),
        PeopleSet(
            "released",
            _("Released in the period"),
            of=lambda question: _with_detention(
                question, flows.maybe_released, flows.surely_released
            ),
            is_of_period=True,
        ),
        PeopleSet("died", _("Died in custody by the day"), of=_died),
    )
}
