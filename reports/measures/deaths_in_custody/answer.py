"""Deaths by year and class. The unit is a death; a record holds at most one."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from prisoners.facts.custody import DetentionFacts
from prisoners.facts.death import DeathFacts
from register.figures import Figure, exactly
from register.models import Death, Detention, Entry
from register.readers.situation import IN_CUSTODY_CLASSES
from reports.answers import Answer, Column, Headline, People, Person, Row, Table
from reports.custody import POSSIBLY, SHOWN, SURELY
from reports.words import later_day

CLASSES = {death_class: death_class.label for death_class in DeathFacts.Class}
Class = DeathFacts.Class
OUTSIDE = [Class.IN_OPEN_FACILITY, Class.AFTER_RELEASE, Class.NOT_IN_CUSTODY]
NO_YEAR, TOTAL = "unknown", "total"


def year_in_words(year):
    return {NO_YEAR: gettext("not known"), TOTAL: gettext("Total")}.get(year, str(year))


def answer(question):
    """Deaths by year; "at most" adds those whose year or whose class is in doubt.

    In custody are deaths in a place of detention, in a hospital while in custody, during transfer
    and by execution. A death of unknown class counts as certain when it ended a detention and as
    possible otherwise. The other classes stand in columns of their own.
    """
    on, deaths = question.on, _deaths(question)
    years = sorted({year for death in deaths for year in death.years(on)})
    shown = [name for name in CLASSES if any(death.its_class == name for death in deaths)]
    columns = (
        Column("year", _("Year"), words=year_in_words),
        Column("in_custody", _("In custody"), is_figure=True),
        *(Column(name, CLASSES[name], is_figure=True) for name in shown),
    )
    rows = [
        Row({"year": year} | _counts(shown, deaths, on, year))
        for year in range(min(years, default=0), max(years, default=-1) + 1)
    ]
    if undated := [death for death in deaths if not death.is_dated]:
        rows.append(Row({"year": NO_YEAR} | _counts(shown, undated, on)))
    total = Row({"year": TOTAL} | _counts(shown, deaths, on), "total")
    outside = [total.cells[name] for name in OUTSIDE if name in shown]
    return Answer(
        headlines=[
            Headline(_("Died in custody"), total.cells["in_custody"], later_day(on)),
            Headline(_("Deaths recorded outside custody"), sum(outside, exactly(0, "deaths"))),
        ],
        tables=[Table("years", _("Deaths by year and class"), columns, [*rows, total])],
        people=[
            _in_doubt(
                [
                    death
                    for death in deaths
                    if death.may_be_custody
                    and not (death.is_custody and death.surely_between(None, on))
                ]
            )
        ],
    )


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
    fits: bool  # certainly fits the filters of the question

    @property
    def may_be_custody(self):
        return self.is_custody or self.its_class == Class.UNKNOWN

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


def deaths_between(question):
    """A function that gives deaths in custody from one day (None: ever) to another as a Figure."""
    deaths = [death for death in _deaths(question) if death.may_be_custody]

    def between(begins, ends):
        least = sum(death.is_custody and death.surely_between(begins, ends) for death in deaths)
        most = sum(death.maybe_between(begins, ends) for death in deaths)
        return Figure(least, most, "deaths")

    return between


def deaths_one_by_one(question):
    """{public id: (at least, at most)}: what each record adds to the deaths in custody by the day."""
    return {
        death.public_id: SURELY
        if death.is_custody and death.surely_between(None, question.on)
        else POSSIBLY
        for death in _deaths(question)
        if death.may_be_custody
    }


def _deaths(question):
    known = Entry.objects.known(question.known)
    sure, maybe = question.certain_entries(), question.possible_entries()
    ended = Detention.objects.filter(
        entry=OuterRef("entry"), end_reason=DetentionFacts.EndReason.DEATH
    )
    rows = (
        Death.objects.filter(entry__in=known if maybe is None else maybe)
        .select_related("entry")
        .annotate(ended_detention=Exists(ended))
        .order_by("died_on_days__startswith", "entry__public_id")
    )
    certain = None if sure is None else set(sure.values_list("pk", flat=True))
    deaths = [_one(row, certain is None or row.entry_id in certain) for row in rows]
    return [death for death in deaths if death.maybe_between(None, question.on)]


def _one(row, fits):
    days = row.died_on_days
    is_unknown = row.death_class == Class.UNKNOWN
    return OneDeath(
        public_id=row.entry.public_id,
        died_on=row.died_on,
        its_class=row.death_class,
        earliest=days and days.lower,
        latest=days.upper - timedelta(days=1)
        if days and days.upper
        else timezone.localdate(row.entry.published_at),
        is_custody=row.death_class in IN_CUSTODY_CLASSES or (is_unknown and row.ended_detention),
        fits=fits,
    )


def _counts(shown, deaths, on, year=None):
    """Figures in custody and by class, of one year when given."""
    least, most = Counter(), Counter()
    for death in deaths:
        years = death.years(on)
        if year is not None and year not in years:
            continue
        is_certain = death.surely_between(None, on) and (year is None or len(years) == 1)
        least["in_custody"] += is_certain and death.is_custody
        most["in_custody"] += death.may_be_custody
        least[death.its_class] += is_certain
        most[death.its_class] += 1
    return {name: Figure(least[name], most[name], "deaths") for name in ("in_custody", *shown)}


def _in_doubt(deaths):
    return People(
        caption=_("They make the difference: whether they died in custody by the day is in doubt"),
        columns=(
            Column("died_on", _("Died on"), words=in_words),
            Column("death_class", _("Class"), words=CLASSES.get),
        ),
        first=[
            Person(death.public_id, {"died_on": death.died_on, "death_class": death.its_class})
            for death in deaths[:SHOWN]
        ],
        total=len(deaths),
    )
