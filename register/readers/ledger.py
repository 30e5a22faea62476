"""The ledger of clemency: acts summed over a period, and what others claim about it."""

from dataclasses import dataclass
from datetime import date, timedelta

from register.figures import Figure
from register.models import ClaimEntry
from register.readers.acts import NOBODY, ActInLedger, read_acts

MEASURES = [ClaimEntry.Measure.RELEASED_BY_PARDON, ClaimEntry.Measure.PARDON_ACTS]


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both counted in; None where open."""

    begins: date | None
    ends: date | None

    def surely_has(self, days):
        first, last = _ends(days)
        return bool(
            days
            and (self.begins is None or (first and first >= self.begins))
            and (self.ends is None or (last and last <= self.ends))
        )

    def maybe_has(self, days):
        if not days:
            return self.begins is None and self.ends is None
        first, last = _ends(days)
        return (self.begins is None or last is None or last >= self.begins) and (
            self.ends is None or first is None or first <= self.ends
        )


@dataclass(frozen=True)
class Line:
    """One act, and all announced in the period up to and with it."""

    act: ActInLedger
    running: Figure


@dataclass(frozen=True)
class ClaimBeside:
    """A claimed total, and what the register counts over the period that the claim names."""

    claim: ClaimEntry
    counted: Figure

    @property
    def difference(self):
        """Claim less count, as (least, most) in signed numbers; most or least None where open."""
        if self.claim.value is None:
            return None
        most = self.claim.value - self.counted.at_least
        least = None if self.counted.at_most is None else self.claim.value - self.counted.at_most
        return least, most


@dataclass(frozen=True)
class Ledger:
    """`lines` are newest first; `beside` are acts that are kept out of the sums, `counted` those that are not,
    whenever they were announced."""

    lines: tuple[Line, ...]
    beside: tuple[ActInLedger, ...]
    counted: tuple[ActInLedger, ...]
    acts: Figure
    announced: Figure
    recognised: Figure
    other: Figure
    elsewhere: Figure
    identified: Figure
    open: Figure


def read_ledger(asked, period, kind=""):
    """The ledger of a period as known at the edition asked; `kind` "" sums acts of all kinds."""
    acts = [act for act in read_acts(asked.known) if not kind or act.entry.kind == kind]
    counted = [act for act in acts if act.entry.is_in_ledger]
    inside = [act for act in counted if period.maybe_has(act.entry.announced_on_days)]
    lines, running = [], NOBODY
    for act in reversed(inside):
        running += announced_in(period, act)
        lines.append(Line(act, running))
    sums = {
        name: sum((in_period(period, act, getattr(act, name)) for act in inside), NOBODY)
        for name in ("recognised", "other", "elsewhere", "identified")
    }
    return Ledger(
        lines=tuple(reversed(lines)),
        beside=tuple(
            act
            for act in acts
            if not act.entry.is_in_ledger and period.maybe_has(act.entry.announced_on_days)
        ),
        acts=number_of_acts(period, counted),
        announced=running,
        open=sum((in_period(period, act, act.open) for act in inside), Figure(0, 0, "places")),
        counted=tuple(counted),
        **sums,
    )


def in_period(period, act, figure):
    """The figure of one act, none of it at least when the act may lie outside the period."""
    if period.surely_has(act.entry.announced_on_days):
        return figure
    return Figure(0, figure.at_most, figure.unit)


def announced_in(period, act):
    return in_period(period, act, act.announced or act.identified)


def number_of_acts(period, acts):
    days = [act.entry.announced_on_days for act in acts]
    return Figure(sum(map(period.surely_has, days)), sum(map(period.maybe_has, days)), "acts")


def claims_beside(asked, period, acts):
    """Each claimed total of the period, and what these acts make over the period that it names."""
    claims = ClaimEntry.objects.known(asked.known).filter(measure__in=MEASURES)
    for claim in claims.select_related("source"):
        if not period.maybe_has(claim.as_of_on_days):
            continue
        own = Period(_ends(claim.period_start_on_days)[0], _ends(claim.as_of_on_days)[1])
        if claim.measure == ClaimEntry.Measure.PARDON_ACTS:
            counted = number_of_acts(own, acts)
        else:
            inside = [a for a in acts if own.maybe_has(a.entry.announced_on_days)]
            counted = sum((announced_in(own, act) for act in inside), NOBODY)
        yield ClaimBeside(claim, counted)


def _ends(days):
    """The first and the last day of a range of days."""
    if not days:
        return None, None
    return days.lower, days.upper and days.upper - timedelta(days=1)
