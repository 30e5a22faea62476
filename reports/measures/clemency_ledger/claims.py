"""Which claims speak of people pardoned and of acts of pardon."""

from collections import Counter
from datetime import date, timedelta

from register.figures import Figure
from register.readers.acts import read_acts
from reports.claims import Measure
from reports.stretches import Stretches

DAY = timedelta(days=1)


def announced(question):
    """A function that sums the announced numbers of the acts from one day (None: ever) to another."""
    least, most, unbounded = Counter(), Counter(), Counter()
    for days, act in question.once(_in_ledger):
        figure = act.announced or act.identified
        least[days] += figure.at_least
        most[days] += figure.at_most or 0
        unbounded[days] += figure.at_most is None
    least, most, unbounded = map(Stretches, (least, most, unbounded))

    def between(begins, ends):
        begins = begins or date.min
        is_open = unbounded.touching(begins, ends)
        return Figure(least.inside(begins, ends), None if is_open else most.touching(begins, ends))

    return between


def acts_announced(question):
    """The same of acts."""
    acts = Stretches(Counter(days for days, _act in question.once(_in_ledger)))

    def between(begins, ends):
        begins = begins or date.min
        return Figure(acts.inside(begins, ends), acts.touching(begins, ends), "acts")

    return between


def _in_ledger(question):
    """(first and last day on which it may have been announced, act) of those with any date."""
    return [
        ((days.lower, days.upper and days.upper - DAY), act)
        for act in read_acts(question.known)
        if act.entry.is_in_ledger and (days := act.entry.announced_on_days)
    ]


EVENTS = {Measure.RELEASED_BY_PARDON: announced, Measure.PARDON_ACTS: acts_announced}
