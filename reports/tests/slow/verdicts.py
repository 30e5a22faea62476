"""Verdicts by the day, of a court or a judge, and the median of their terms under every reading."""

from itertools import chain, combinations

from register.figures import Figure
from reports.tests.slow.people import bounds, prison_days


def verdicts(people, day, is_meant):
    """Verdicts surely and possibly pronounced by the day; `is_meant` of somebody and the sentence."""
    return Figure(*map(len, _pronounced(people, day, is_meant)), "verdicts")


def median_years(people, day, is_meant):
    """The smallest and the largest median that the terms can have; None where none is possible."""
    surely, maybe = (
        [prison_days(case) for case in cases] for cases in _pronounced(people, day, is_meant)
    )
    doubtful = list(maybe)
    for days in surely:
        doubtful.remove(days)
    some = chain.from_iterable(
        combinations(doubtful, number) for number in range(len(doubtful) + 1)
    )
    medians = [_median(sorted([*surely, *more])) for more in some if surely or more]
    if not medians:
        return None
    return Figure(*(round(days / 365.25, 2) for days in (min(medians), max(medians))), "years")


def judges_named(editions):
    """The judges of people who are public today, in any version: there the sources are that name them."""
    public = {name for name, one in editions[-1].items() if name != "edition" and one}
    return {
        known[name].sentence.judge
        for known in editions
        for name in public
        if known.get(name) and known[name].sentence and not known[name].is_withheld
    }


def _median(days):
    """The smallest that at least half of them do not exceed."""
    return next(one for place, one in enumerate(days, 1) if 2 * place >= len(days))


def _pronounced(people, day, is_meant):
    """(surely, maybe) the sentences of verdicts that were pronounced by the day."""
    surely, maybe = [], []
    for someone in people:
        case = someone.sentence
        if case is None or not is_meant(someone, case):
            continue
        earliest, latest = bounds(case.decided_on, someone)
        if earliest is None or earliest <= day:
            maybe.append(case)
        if latest is not None and latest <= day:
            surely.append(case)
    return surely, maybe
