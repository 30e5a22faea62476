"""What may stand beside a number that somebody states, counted for every day that it may speak of."""

from dataclasses import dataclass
from datetime import date, timedelta

from register.figures import Figure
from reports.tests.slow import figures, flows
from reports.tests.slow.people import IN_CUSTODY, bounds, status

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Claimed:
    measure: str
    value: int
    qualifier: str
    as_of_on: str
    period_start_on: str


def days_of(claimed, on):
    """(first day of the period or None, the days that it may be as of); None where that is left open."""
    first, last = bounds(claimed.as_of_on)
    if first is None or last is None or first > on:
        return None
    last = max(min(last, on), first)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return bounds(claimed.period_start_on)[0], days


def stock(people, measure, days):
    """The fewest and the most on any of the days; None where we count no stock."""
    if measure in ("in_custody", "newly_held"):
        return _widest([figures.held(people, day) for day in days])
    if measure == "released_all_grounds":
        return _widest([_out(people, day) for day in days])
    return None


def events(people, measure, begins, days):
    """Since `begins` (None: ever), up to any of the days or to the day before the first of them.

    A claim whose period begins with the first day that it may be as of speaks of all these days.
    """
    ends = days[-1:] if begins == days[0] else [days[0] - DAY, *days]
    return _widest([EVENTS[measure](people, begins, end) for end in ends])


def fits(claimed, figure):
    """Whether the words allow a number between the bounds."""
    return any(_allows(claimed, number) for number in range(figure.at_least, figure.at_most + 1))


def _allows(claimed, number):
    tenth = claimed.value / 10
    match claimed.qualifier:
        case "exactly":
            return number == claimed.value
        case "at_least":
            return number >= claimed.value
        case "more_than":
            return number > claimed.value
        case "at_most":
            return number <= claimed.value
        case "about":
            return abs(number - claimed.value) <= tenth
        case "almost":
            return claimed.value - tenth <= number <= claimed.value
    return True


def _widest(counts):
    return Figure(
        min(one.at_least for one in counts), max(one.at_most for one in counts), counts[0].unit
    )


def _out(people, day):
    number = sum(status(someone, day) == "released" for someone in people)
    return Figure(number, number)


def _died(people, begins, ends):
    surely = maybe = 0
    for someone in people:
        if someone.death and someone.death.death_class in (*IN_CUSTODY, "unknown"):
            dates = bounds(someone.death.died_on, someone)
            is_sure, is_possible = _within(dates, begins, ends)
            surely += is_sure and someone.death.death_class in IN_CUSTODY
            maybe += is_possible
    return Figure(surely, maybe, "deaths")


def _convicted(people, begins, ends):
    cases = [
        _within(bounds(someone.sentence.decided_on, someone), begins, ends)
        for someone in people
        if someone.sentence
    ]
    return Figure(*(sum(reading) for reading in zip((0, 0), *cases, strict=True)), "prosecutions")


def _recognised(people, begins, ends):
    """Of each person the first: it came no later than any of them, and no earlier than all."""
    firsts = []
    for someone in people:
        dates = [bounds(on, someone) for _organisation, on, _withdrawn in someone.recognitions]
        if dates:
            earliest = [first for first, _last in dates]
            latest = [last for _first, last in dates if last]
            dated = None if None in earliest else min(earliest), min(latest, default=None)
            firsts.append(_within(dated, begins, ends))
    return Figure(*(sum(reading) for reading in zip((0, 0), *firsts, strict=True)), "people")


def _within(dates, begins, ends):
    """(surely, maybe) between two days, the first of them None: ever."""
    first, last = dates
    surely = last is not None and last <= ends and (first or date.min) >= (begins or date.min)
    maybe = (first is None or first <= ends) and (begins is None or last is None or last >= begins)
    return surely, maybe


def _ever(count):
    return lambda people, begins, ends: count(people, begins or date.min, ends)


EVENTS = {
    "in_custody": _ever(flows.newly_held),
    "newly_held": _ever(flows.newly_held),
    "released_all_grounds": _ever(flows.released),
    "died_in_custody": _died,
    "convicted": _convicted,
    "recognised_since_2020": _recognised,
}
