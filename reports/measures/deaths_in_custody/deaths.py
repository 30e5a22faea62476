"""The deaths that a question is about, each with the days on which it may have happened."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from prisoners.facts.custody import DetentionFacts
from prisoners.facts.death import DeathFacts
from register.figures import Figure
from register.models import Death, Detention
from register.readers.situation import IN_CUSTODY_CLASSES
from reports.custody import rows_of
from reports.stretches import Stretches

UNKNOWN = DeathFacts.Class.UNKNOWN


@dataclass(frozen=True)
class OneDeath:
    """One death as the counts need it: on a day from `earliest` to `latest`.

    It has happened by the day on which the register published it; `earliest` may be None.
    """

    public_id: str
    died_on: str
    its_class: str
    earliest: date | None
    latest: date
    is_custody: bool
    facility: int | None
    fits: bool  # certainly fits the filters of the question

    @property
    def may_be_custody(self):
        return self.is_custody or self.its_class == UNKNOWN

    def is_in_doubt(self, on):
        """Whether it may be a death in custody by the day, and may not."""
        is_certain = self.is_custody and self.surely_between(None, on)
        return self.may_be_custody and not is_certain

    @property
    def is_dated(self):
        return bool(self.died_on)

    def years(self, on):
        """The years in which it may have happened; none when no date is known."""
        if not self.is_dated:
            return range(0)
        last = min(self.latest, on)
        return range((self.earliest or last).year, last.year + 1)

    def surely_between(self, begins, ends):
        is_after = begins is None or (self.earliest is not None and self.earliest >= begins)
        return self.fits and is_after and self.latest <= ends

    def maybe_between(self, begins, ends):
        return (begins is None or self.latest >= begins) and (
            self.earliest is None or self.earliest <= ends
        )


def between(deaths):
    """A function that gives deaths in custody from one day (None: ever) to another as a Figure."""
    deaths = [death for death in deaths if death.may_be_custody]
    sure = _by_days(death for death in deaths if death.is_custody and death.fits)
    maybe = _by_days(deaths)

    def within(begins, ends):
        first = begins or date.min
        return Figure(sure.inside(first, ends), maybe.touching(first, ends), "deaths")

    return within


def _by_days(deaths):
    return Stretches(Counter((death.earliest, death.latest) for death in deaths))


ASKED = (
    *("entry_id", "entry__public_id", "entry__published_at", "died_on", "died_on_days"),
    *("death_class", "facility_id", "ended_detention"),
)


def deaths_of(question):
    sure = question.certain_entries
    # Looked up death by death: as EXISTS, the detentions of everybody would be read for these few.
    ended = Detention.objects.filter(
        entry=OuterRef("entry"), end_reason=DetentionFacts.EndReason.DEATH
    ).annotate(is_death=Value(True))
    rows = (
        rows_of(Death, question, question.possible_entries)
        .annotate(ended_detention=Coalesce(Subquery(ended.values("is_death")[:1]), Value(False)))
        .order_by("died_on_days__startswith", "entry__public_id")
        .values_list(*ASKED, named=True)
    )
    deaths = [_one(row, sure is None or row.entry_id in sure) for row in rows]
    return [death for death in deaths if death.maybe_between(None, question.on)]


def _one(row, fits):
    days = row.died_on_days
    is_unknown = row.death_class == UNKNOWN
    return OneDeath(
        public_id=row.entry__public_id,
        died_on=row.died_on,
        its_class=row.death_class,
        earliest=days and days.lower,
        latest=days.upper - timedelta(days=1)
        if days and days.upper
        else timezone.localdate(row.entry__published_at),
        is_custody=row.death_class in IN_CUSTODY_CLASSES or (is_unknown and row.ended_detention),
        facility=row.facility_id,
        fits=fits,
    )
