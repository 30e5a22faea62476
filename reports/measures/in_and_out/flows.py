"""Beginnings and ends of detentions, grouped by the days on which they may have fallen.

"At least" counts those whose day lies in the period under every reading of the date, "at most"
those whose day may lie in it.
"""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q

from prisoners.facts.custody import DetentionFacts
from register.figures import Figure
from register.models import Spell
from reports.custody import both_counts, rows_of
from reports.stretches import Days, Stretches

Reason = DetentionFacts.EndReason
NOT_RELEASED = [Reason.DEATH, Reason.ESCAPE]
RELEASES = [reason for reason in Reason.values if reason not in NOT_RELEASED]


@dataclass
class Flow:
    """How many detentions began, or ended for one reason, on a day from `earliest` to `latest`."""

    counts: dict  # (earliest, latest): number of those who may fit; None for an open side
    sure_counts: dict = None  # the same of those who certainly fit, where that differs
    only_possible: dict = field(default_factory=dict)  # day: number without any date

    def within(self, begins, ends):
        """The Figure for the days from `begins` to `ends`, both counted in."""
        undated = self._undated.between(begins, ends)
        maybe = self._maybe.touching(begins, ends) + undated
        return Figure(self._sure.inside(begins, ends), maybe, "detentions")

    @cached_property
    def _maybe(self):
        return Stretches(self.counts)

    @cached_property
    def _sure(self):
        return Stretches(self.sure)

    @cached_property
    def _undated(self):
        return Days(self.only_possible)

    def by_month(self, months):
        """A Figure for each of several adjoining stretches of days."""
        lasts = [ends for _begins, ends in months]
        first_day, after = months[0][0], len(months)
        sure, change = [0] * after, [0] * (after + 1)
        for (earliest, latest), number in self.counts.items():
            low = 0 if earliest is None else bisect_left(lasts, earliest)
            high = after if latest is None else bisect_left(lasts, latest)
            if low < after and (latest is None or latest >= first_day):
                change[low] += number
                change[min(high, after - 1) + 1] -= number
        for (earliest, latest), number in self.sure.items():
            first = earliest or date.min
            if latest is None or first < first_day or latest > lasts[-1]:
                continue
            if (month := bisect_left(lasts, first)) == bisect_left(lasts, latest):
                sure[month] += number
        for day, number in self.only_possible.items():
            if first_day <= day <= lasts[-1]:
                change[bisect_left(lasts, day)] += number
                change[bisect_left(lasts, day) + 1] -= number
        figures, possible = [], 0
        for certain, more in zip(sure, change[:-1], strict=True):
            possible += more
            figures.append(Figure(certain, possible, "detentions"))
        return figures

    @property
    def sure(self):
        return self.counts if self.sure_counts is None else self.sure_counts

    def __add__(self, other):
        return Flow(
            Counter(self.counts) + Counter(other.counts),
            Counter(self.sure) + Counter(other.sure),
            Counter(self.only_possible) + Counter(other.only_possible),
        )


def spells(question, entries):
    """Detentions in custody of `entries` (None: everyone), with the days on which each may have begun
    and ended."""
    return rows_of(Spell, question, entries)


def newly_held(question):
    """All beginnings. One without any date falls on the day of the first source, as a possibility."""
    days = spells(question, question.possible_entries).values_list(
        "is_dated", "begins_earliest", "begins_latest"
    )
    dated, sure, undated = {}, {}, Counter()
    for is_dated, earliest, latest, least, most in both_counts(question, days):
        if is_dated:
            dated[earliest, latest], sure[earliest, latest] = most, least
        else:
            undated[earliest] += most
    return Flow(dated, sure, undated)


def ended(question):
    """All ends by reason: {reason: Flow}."""
    found = {}
    ends = spells(question, question.possible_entries).filter(is_ended=True)
    for reason, earliest, latest, least, most in both_counts(
        question, ends.values_list("end_reason", "ends_earliest", "ends_latest")
    ):
        counts, sure = found.setdefault(reason, ({}, {}))
        counts[earliest, latest], sure[earliest, latest] = most, least
    return {reason: Flow(*found[reason]) for reason in Reason.values if reason in found}


# Conditions on spells(): begun, ended or released between two days, beyond doubt or possibly.

IS_RELEASE = Q(is_ended=True) & ~Q(end_reason__in=NOT_RELEASED)


def surely_begun(begins, ends):
    return Q(is_dated=True, begins_earliest__gte=begins, begins_latest__lte=ends)


def maybe_begun(begins, ends):
    dated = Q(is_dated=True, begins_earliest__lte=ends) & _not_before("begins_latest", begins)
    return dated | Q(is_dated=False, begins_earliest__gte=begins, begins_earliest__lte=ends)


def maybe_ended(begins, ends):
    days = _not_after("ends_earliest", ends) & _not_before("ends_latest", begins)
    return Q(is_ended=True) & days


def surely_released(begins, ends):
    return IS_RELEASE & Q(ends_earliest__gte=begins, ends_latest__lte=ends)


def maybe_released(begins, ends):
    return IS_RELEASE & maybe_ended(begins, ends)


def _not_before(name, day):
    return Q(**{f"{name}__gte": day}) | Q(**{f"{name}__isnull": True})


def _not_after(name, day):
    return Q(**{f"{name}__lte": day}) | Q(**{f"{name}__isnull": True})


def begun_per_release(begun, released):
    """Detentions begun for each that ended in a release; without an upper bound where none surely did."""
    if not released.at_most:
        return Figure(0, None, "detentions")
    least = round(begun.at_least / released.at_most, 2)
    most = round(begun.at_most / released.at_least, 2) if released.at_least else None
    return Figure(least, most, "detentions")
