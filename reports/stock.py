"""How many people were in custody on any day, and how many days they spent there together.

Both follow from the days on which spans of custody begin and end, so that a year and a day cost the
same: two passes over the spans, whatever is asked of them afterwards.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import accumulate

from django.db.models import Count, Min, Q, Value

from register.figures import Figure
from register.models import Entry
from reports.custody import IN_CUSTODY, certain, possible
from reports.planned import ALONE, SHARED, counted


class Steps:
    """A running count: how many spans of a set have begun and not ended on a day."""

    def __init__(self, begun, ended):
        self.begun, self.ended = begun, ended
        self.days = sorted({*begun, *ended})
        changes = [begun.get(day, 0) - ended.get(day, 0) for day in self.days]
        self.counts = list(accumulate(changes))
        # Of each change, its day: what lies between it and a later day follows from both sums.
        self.ordinals = list(
            accumulate(
                number * day.toordinal() for number, day in zip(changes, self.days, strict=True)
            )
        )

    def on(self, day):
        before = bisect_right(self.days, day)
        return self.counts[before - 1] if before else 0

    def between(self, first, last):
        """(the fewest, the most) on any day from the first to the last."""
        begins, ends = bisect_right(self.days, first), bisect_right(self.days, last)
        counts = [self.on(first), *self.counts[begins:ends]]
        return min(counts), max(counts)

    def days_within(self, begins, ends):
        """Days that the spans have in a period, its last day counted in, summed over the spans."""

        return self._days_before(ends + timedelta(days=1)) - self._days_before(begins)

    def _days_before(self, day):
        """Days that the spans have before a day."""
        before = bisect_left(self.days, day) - 1
        if before < 0:
            return 0
        return self.counts[before] * day.toordinal() - self.ordinals[before]

    @classmethod
    def of_all(cls, steps):
        """The count of several sets that have nobody in common."""
        begun, ended = Counter(), Counter()
        for each in steps:
            begun.update(each.begun)
            ended.update(each.ended)
        return cls(begun, ended)


@dataclass(frozen=True)
class Stock:
    """Of the certain set and of the possible set."""

    at_least: Steps
    at_most: Steps

    def on(self, day):
        return Figure(self.at_least.on(day), self.at_most.on(day))

    def between(self, first, last):
        """The bounds that hold whichever day from the first to the last is meant."""
        return Figure(self.at_least.between(first, last)[0], self.at_most.between(first, last)[1])

    def days_within(self, begins, ends):
        least, most = (steps.days_within(begins, ends) for steps in (self.at_least, self.at_most))
        return Figure(least, most, "days")

    @classmethod
    def of_all(cls, stocks):
        """The Stock of several sets that have nobody in common."""
        return cls(
            Steps.of_all(stock.at_least for stock in stocks),
            Steps.of_all(stock.at_most for stock in stocks),
        )


def stock(question):
    """The Stock of those whom the question is about."""
    is_sure = Q(status=IN_CUSTODY) & question.surely_fits()
    counts = {"least": Count(Value(1), filter=is_sure), "most": Count("*")}
    # All spans are counted as their index has them; with workers, for twice the work.
    with counted({} if question.whom.filters else ALONE):
        begun, ended = (
            list(possible(question).values_list(day).annotate(**counts).order_by())
            for day in ("begins", "ends")
        )
    return Stock(
        Steps(*({day: least for day, least, _most in side} for side in (begun, ended))),
        Steps(*({day: most for day, _least, most in side} for side in (begun, ended))),
    )


# Of a column of the entry, what the spans have of it.
KEYS = {
    "sex": "sex",
    "countries": "countries_key",
    "regions": "regions_key",
    "recognised_by": "recognised_by_key",
}


def stocks_by(question, column):
    """{value: its Stock} for each value of a column of the entries (KEYS).

    The values of an array column are tuples: nobody is in two of the stocks.
    """
    maybe = _changes(possible(question), column)
    if question.whom.leaves_doubt:
        sure = _changes(certain(question), column)
    else:
        # Both sets are of the same people: one pass for the beginnings and one for the ends.
        sure = {key: days for key, days in maybe.items() if key[1] == IN_CUSTODY}
    values = {value for value, _status in (*sure, *maybe)}
    return {value: Stock(_steps(sure, value), _steps(maybe, value)) for value in values}


def by_day(spans, day):
    """{day: how many of the spans begin (or end) on it}."""
    return dict(spans.values_list(day).annotate(number=Count("*")).order_by())


def _changes(spans, column):
    """{(value, status): (Counter of the days on which they begin, Counter of the days they end)}."""
    with counted(SHARED):
        sides = [
            list(
                spans.values_list(KEYS[column], "status", day)
                .annotate(number=Count("*"), one_of_them=Min("entry_id"))
                .order_by()
            )
            for day in ("begins", "ends")
        ]
    examples = {key: entry for side in sides for key, _status, _day, _number, entry in side}
    entries = {*examples.values()}
    values = dict(Entry.objects.filter(pk__in=entries).values_list("pk", column))
    if len(values) < len(entries):  # somebody was erased in between
        return _changes(spans, column)
    changes = {}
    for number_of_side, side in enumerate(sides):
        for key, status, day, number, _entry in side:
            value = values[examples[key]]  # another server may give the same list another key
            of = (tuple(value) if isinstance(value, list) else value, status)
            changes.setdefault(of, (Counter(), Counter()))[number_of_side][day] += number
    return changes


def _steps(changes, value):
    return Steps.of_all(
        Steps(*days) for (of_value, _status), days in changes.items() if of_value == value
    )
