"""Which claims speak of people pardoned and of acts of pardon."""

from register.figures import Figure
from register.readers.acts import read_acts
from register.readers.ledger import Period, announced_in, number_of_acts
from reports.claims import Measure


def announced(question):
    """A function that sums the announced numbers of the acts from one day (None: ever) to another."""
    acts = _in_ledger(question)

    def between(begins, ends):
        period = Period(begins, ends)
        inside = [act for act in acts if period.maybe_has(act.entry.announced_on_days)]
        return sum((announced_in(period, act) for act in inside), Figure(0, 0))

    return between


def acts_announced(question):
    """The same of acts."""
    acts = _in_ledger(question)
    return lambda begins, ends: number_of_acts(Period(begins, ends), acts)


def _in_ledger(question):
    return [act for act in read_acts(question.known) if act.entry.is_in_ledger]


EVENTS = {Measure.RELEASED_BY_PARDON: announced, Measure.PARDON_ACTS: acts_announced}
