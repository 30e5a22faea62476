"""Numbers that others stated, set beside what the register counts for the same days. Never mixed.

A claim may be read in several ways: as how many there are on a day, how many came in a period, or how
many came in all. A report brings a count of events between two days, a count on a day, or both.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from django.db import models
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from register.models import ClaimEntry

DAY = timedelta(days=1)
ABOUT = 0.1  # "about" and "almost" are taken to mean within a tenth
Measure = ClaimEntry.Measure


class Way(models.TextChoices):
    """How a claimed number may be read."""

    STOCK = "stock", _("on the day")
    FLOW = "flow", _("in the period")
    CUMULATIVE = "cumulative", _("in all up to the day")


@dataclass(frozen=True)
class Reading:
    """The days that a claim speaks of: since `begins` (None: not said), as of a day in between."""

    begins: date | None
    as_of_earliest: date
    as_of_latest: date

    def between(self, count, begins):
        """The figures that `count(begins, ends)` gives for the ends that the claim may mean.

        Who speaks on the day of an event may or may not count it: those are two figures, and what
        lies between them is neither.
        """
        with_the_day = count(begins, self.as_of_latest)
        if begins == self.as_of_earliest:
            return (with_the_day,)
        without = count(begins, self.as_of_earliest - DAY)
        if self.as_of_earliest == self.as_of_latest:
            return (with_the_day, without)
        return (widest([with_the_day, without]),)


@dataclass(frozen=True)
class Tried:
    """What we count when a claim is read in one way, and whether the claim agrees with that."""

    way: Way
    figures: tuple
    fits: bool

    @property
    def ours(self):
        return widest(self.figures)


@dataclass(frozen=True)
class Beside:
    """One claim and our counts: `meant` as its words say, then the other ways that were tried."""

    claim: ClaimEntry
    tried: tuple = ()
    meant: Way | None = None

    def tried_as(self, way):
        return next((tried for tried in self.tried if tried.way == way), None)

    @property
    def ours(self):
        """Our count as the claim's words say; None where we have none."""
        tried = self.tried_as(self.meant)
        return tried and tried.ours

    @property
    def difference(self):
        """Claim less our count, as (least, most) in signed numbers; least None where ours is open."""
        if self.ours is None:
            return None
        at_most = self.ours.at_most
        least = None if at_most is None else self.claim.value - at_most
        return least, self.claim.value - self.ours.at_least

    @property
    def fits(self):
        """False when no way that was tried agrees with the claim."""
        return not self.tried or any(tried.fits for tried in self.tried)


def claims_of(*, events=None, stocks=None):
    """What a report gives as its `claims`: those of its measures, each read as its words say.

    `events` and `stocks` are {measure: function of a question}; the one gives a function that counts
    from one day (None: ever) to another, the other one that counts for a Reading.
    """
    events, stocks = events or {}, stocks or {}

    def claims(question):
        return claims_beside(question, Counting(question, events, stocks), only_as_meant=True)

    return claims


def claims_beside(question, counting, *, only_as_meant=False, measures=None):
    """The claims up to the day asked about, newest first, each with our figures.

    A claim that names no day or no number has none of ours beside it; a report that shows claims only
    as they are meant leaves it out.
    """
    measures = counting.measures if measures is None else measures
    found = [
        _beside(claim, counting, question.on, only_as_meant=only_as_meant)
        for claim in _claims(question, measures)
    ]
    return [beside for beside in found if beside.tried] if only_as_meant else found


class Counting:
    """Each count of ours is made once, when the first claim needs it."""

    def __init__(self, question, events, stocks):
        self.question, self.makers, self.made = question, {"events": events, "stocks": stocks}, {}

    @property
    def measures(self):
        return {*self.makers["events"], *self.makers["stocks"]}

    def of(self, kind, measure):
        if measure not in self.makers[kind]:
            return None
        maker = self.makers[kind][measure]
        if maker not in self.made:
            self.made[maker] = maker(self.question)
        return self.made[maker]

    def figures(self, measure, way, reading):
        """The figures of one way of reading; None where we do not count that."""
        kind = "stocks" if way == Way.STOCK else "events"
        count = self.of(kind, measure)
        if count is None or (way == Way.FLOW and reading.begins is None):
            return None
        if way == Way.STOCK:
            figure = count(reading)
            return figure and (figure,)
        return reading.between(count, reading.begins if way == Way.FLOW else None)


def _beside(claim, counting, on, *, only_as_meant):
    reading = _reading(claim, on)
    if reading is None or claim.value is None:
        return Beside(claim)
    meant = _meant(claim, reading)
    tried = []
    for way in [meant] if only_as_meant else Way:
        if figures := counting.figures(claim.measure, way, reading):
            tried.append(Tried(way, figures, any(_fits(claim, figure) for figure in figures)))
    return Beside(claim, tuple(tried), meant)


def _meant(claim, reading):
    if claim.measure == Measure.IN_CUSTODY:
        return Way.STOCK
    return Way.FLOW if reading.begins else Way.CUMULATIVE


def _claims(question, measures):
    return (
        ClaimEntry.objects.known(question.known)
        .filter(measure__in=measures)
        .filter(
            models.Q(as_of_on_days__startswith__lte=question.on)
            | models.Q(as_of_on_days__startswith__isnull=True)
        )
        .select_related("source")
        .order_by(
            models.F("as_of_on_days__startswith").desc(nulls_last=True), "-as_of_on", "public_id"
        )
    )


def _reading(claim, on):
    as_of, begins = claim.as_of_on_days, claim.period_start_on_days
    if as_of is None or as_of.lower is None or as_of.upper is None:
        return None
    latest = min(as_of.upper - DAY, on)
    return Reading(begins.lower if begins else None, as_of.lower, max(latest, as_of.lower))


def widest(figures):
    """The bounds that hold under each of several readings."""
    return reduce(
        lambda one, other: Figure(
            min(one.at_least, other.at_least),
            None if None in (one.at_most, other.at_most) else max(one.at_most, other.at_most),
            one.unit,
        ),
        figures,
    )


def _fits(claim, figure):
    lowest, highest = _range(claim)
    return (highest is None or figure.at_least <= highest) and (
        figure.at_most is None or figure.at_most >= lowest
    )


def _range(claim):
    """The numbers that the words of a claim allow."""
    value = claim.value
    match claim.qualifier:
        case ClaimEntry.Qualifier.AT_LEAST:
            return value, None
        case ClaimEntry.Qualifier.MORE_THAN:
            return value + 1, None
        case ClaimEntry.Qualifier.AT_MOST:
            return 0, value
        case ClaimEntry.Qualifier.ABOUT:
            return value * (1 - ABOUT), value * (1 + ABOUT)
        case ClaimEntry.Qualifier.ALMOST:
            return value * (1 - ABOUT), value
        case ClaimEntry.Qualifier.UNKNOWN:
            return 0, None
    return value, value
