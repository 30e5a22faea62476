"""Our own count over time, for the chart that sets the claims on it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from register.figures import Figure
from reports.claims import DAY, Reading, Way
from reports.measures.claims.question import ALL

POINTS = 120
BEFORE = timedelta(days=180)


@dataclass(frozen=True)
class Said:
    """One claim as a point of the chart; `way` is the reading that fits it, None where none does."""

    earliest: date
    latest: date
    value: int
    fits_as_meant: bool
    fits: bool


@dataclass(frozen=True)
class Point:
    """Our count on one day."""

    day: date
    figure: Figure


@dataclass(frozen=True)
class Band:
    """`since` is None for a number on each day, else the day from which events are summed."""

    since: date | None
    points: list
    said: list


def band(question, claims, counting):
    """[Band], or nothing where no claim of one measure can stand on a line of ours.

    Events are summed from the day that most of the claims name as their beginning: only those claims
    are drawn.
    """
    if question.measure == ALL:
        return []
    drawn = [beside for beside in claims if beside.tried_as(beside.meant)]
    since = None
    if drawn and drawn[0].meant != Way.STOCK:
        since = _most_common_beginning(drawn)
        drawn = [beside for beside in drawn if _beginning(beside) == since]
    if not drawn:
        return []
    said = [_said(beside, question.on) for beside in drawn]
    first = since or min(one.earliest for one in said) - BEFORE
    return [Band(since, _points(question, counting, since, first), said)]


def _beginning(beside):
    days = beside.claim.period_start_on_days
    return days and days.lower


def _most_common_beginning(drawn):
    counts = Counter(_beginning(beside) for beside in drawn if beside.meant == Way.FLOW)
    return max(counts, key=lambda day: (counts[day], -day.toordinal()), default=None)


def _points(question, counting, since, first):
    count = _count(question.measure, counting, since)
    length = max((question.on - first).days, 1)
    step = max(length // POINTS, 1)
    days = [*range(0, length, step), length]
    return [Point(day, count(day)) for day in (first + timedelta(days=number) for number in days)]


def _count(measure, counting, since):
    if since is None and (stock := counting.of("stocks", measure)):
        return lambda day: stock(Reading(None, day, day))
    count = counting.of("events", measure)
    return lambda day: count(since, day)


def _said(beside, on):
    days = beside.claim.as_of_on_days
    return Said(
        earliest=days.lower,
        latest=max(min(days.upper - DAY, on), days.lower),
        value=beside.claim.value,
        fits_as_meant=beside.tried_as(beside.meant).fits,
        fits=beside.fits,
    )
