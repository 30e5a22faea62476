"""Which claims speak of how many were newly held and how many released."""

from collections import Counter
from datetime import date
from functools import partial

from reports.claims import Measure
from reports.measures.in_and_out import flows

Reason = flows.Reason
# Before the term was over; of a release without a stated ground nobody knows.
EARLY = [
    *(Reason.PARDON, Reason.AMNESTY, Reason.COMMUTATION, Reason.EXCHANGE, Reason.EXPULSION),
    *(Reason.PAROLE, Reason.ILLNESS),
]
UNCLEAR = [Reason.RELEASED, Reason.OTHER, Reason.UNKNOWN]


def newly_held(question):
    """A function that counts detentions begun from one day (None: ever) to another."""
    begun = question.once(flows.newly_held)
    return lambda begins, ends: begun.within(begins or date.min, ends)


def released(question, reasons=flows.RELEASES, unclear=()):
    """The same of detentions that ended for one of these reasons; at most also the `unclear` ones."""
    ended = question.once(flows.ended)
    sure, maybe = (
        [flow for reason, flow in ended.items() if reason in of]
        for of in (reasons, (*reasons, *unclear))
    )
    together = flows.Flow(
        _summed(flow.counts for flow in maybe), _summed(flow.sure for flow in sure)
    )
    return lambda begins, ends: together.within(begins or date.min, ends)


def _summed(counts):
    summed = Counter()
    for each in counts:
        summed.update(each)
    return summed


def newly_held_per_released(question):
    """Detentions begun for each that ended in a release; None where no release is possible."""
    came, went = newly_held(question), released(question)

    def between(begins, ends):
        return flows.begun_per_release(came(begins, ends), went(begins, ends))

    return between


EVENTS = {
    Measure.NEWLY_HELD: newly_held,
    Measure.RELEASED_ALL_GROUNDS: released,
    Measure.RELEASED_FULL_TERM: partial(released, reasons=[Reason.FULL_TERM]),
    Measure.RELEASED_EARLY: partial(released, reasons=EARLY, unclear=UNCLEAR),
    Measure.AMNESTIED: partial(released, reasons=[Reason.AMNESTY]),
    Measure.NEWLY_HELD_PER_RELEASED: newly_held_per_released,
}
