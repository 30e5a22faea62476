"""How many people were in custody on any day, and how many days they spent there together.

Both follow from the days on which spans of custody begin and end, so that a year and a day cost the
same: two passes over the spans, whatever is asked of them afterwards.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from django.db.models import Count

from register.figures import Figure
from reports.custody import IN_CUSTODY, certain, possible


class Steps:
    """A running count: how many spans of a set have begun and not ended on a day."""

    def __init__(self, begun, ended):
        self.changes = begun, ended
        self.days = sorted({*begun, *ended})
        self.counts = list(accumulate(begun.get(day, 0) - ended.get(day, 0) for day in self.days))

    def on(self, day):
        before = bisect_right(self.days, day)
        return self.counts[before - 1] if before else 0

    def days_within(self, begins, ends):
        """Days that the spans have in a period, its last day counted in, summed over the spans."""
        begun, ended = (
            sum(number * _days_left(day, begins, ends) for day, number in changes.items())
            for changes in self.changes
        )
        return begun - ended


@dataclass(frozen=True)
class Stock:
    """Of the certain set and of the possible set."""

    at_least: Steps
    at_most: Steps

    def on(self, day):
        return Figure(self.at_least.on(day), self.at_most.on(day))

    def days_within(self, begins, ends):
        least, most = (steps.days_within(begins, ends) for steps in (self.at_least, self.at_most))
        return Figure(least, most, "days")


def stock(question):
    """The Stock of those whom the question is about."""
    return Stock(*(Steps(*changes) for changes in _begun_and_ended(question)))


def by_day(spans, day):
    """{day: how many of the spans begin (or end) on it}."""
    return dict(spans.values_list(day).annotate(Count("pk")).order_by())


def _begun_and_ended(question):
    """How many spans begin and end on each day, of the certain set and of the possible set."""
    if question.whom.filters:
        return tuple(
            (by_day(spans, "begins"), by_day(spans, "ends"))
            for spans in (certain(question), possible(question))
        )
    # Both sets are of the same people: one pass for the beginnings and one for the ends.
    sure, all_of_them = ({}, {}), ({}, {})
    for column, name in enumerate(("begins", "ends")):
        changes = possible(question).values_list("status", name).annotate(Count("pk")).order_by()
        for status, on, number in changes:
            if status == IN_CUSTODY:
                sure[column][on] = number
            all_of_them[column][on] = all_of_them[column].get(on, 0) + number
    return sure, all_of_them


def _days_left(day, begins, ends):
    """Days from `day` on that lie in the period."""
    return max((ends + timedelta(days=1) - max(day, begins)).days, 0)
