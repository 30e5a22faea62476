"""Numbers that others stated, set beside what the register counts for the same days. Never mixed."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

from register.figures import Figure
from register.models import ClaimEntry

DAY = timedelta(days=1)
ABOUT = 0.1  # "about" and "almost" are taken to mean within a tenth


@dataclass(frozen=True)
class Reading:
    """The days that a claim speaks of: since `begins` (None: not said), as of a day in between."""

    begins: date | None
    as_of_earliest: date
    as_of_latest: date

    @property
    def is_one_day(self):
        """The claim is about what happened on that day or in that month itself."""
        return self.begins == self.as_of_earliest

    @staticmethod
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


@dataclass(frozen=True)
class Beside:
    """One claim and our count; `fits` is False when no reading of our bounds agrees with it."""

    claim: ClaimEntry
    ours: Figure | None

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
        if self.ours is None:
            return True
        lowest, highest = _range(self.claim)
        at_most = self.ours.at_most
        return (highest is None or self.ours.at_least <= highest) and (
            at_most is None or at_most >= lowest
        )


def claims_beside(question, measures, ours, *, about=None):
    """The claims of these measures up to the day asked about, newest first, each with our figure.

    `ours` gives our Figure for a Reading. A claim that names no day is left out: there is nothing
    of ours to set beside it.
    """
    claims = (
        ClaimEntry.objects.known(question.known)
        .filter(measure__in=measures, value__isnull=False, as_of_on_days__isnull=False)
        .filter(as_of_on_days__startswith__lte=question.on)
        .select_related("source")
        .order_by("-as_of_on_days__startswith", "-as_of_on", "public_id")
    )
    return [
        Beside(claim, ours(reading))
        for claim in claims
        if (reading := _reading(claim, question.on)) and _is_about(reading, about)
    ]


def _reading(claim, on):
    as_of, begins = claim.as_of_on_days, claim.period_start_on_days
    if as_of.lower is None or as_of.upper is None:
        return None
    latest = min(as_of.upper - DAY, on)
    return Reading(begins.lower if begins else None, as_of.lower, max(latest, as_of.lower))


def _is_about(reading, period):
    """Whether the claim's days lie within a period (begins, ends); every claim when there is none."""
    if period is None:
        return True
    begins, ends = period
    since = reading.begins or reading.as_of_earliest
    return since >= begins and reading.as_of_latest <= ends


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
