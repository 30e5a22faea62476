"""Deaths by year and class. The unit is a death; a record holds at most one."""

from collections import Counter

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from prisoners.facts.death import DeathFacts
from register.figures import Figure, exactly
from register.models import Facility
from reports.answers import Answer, Column, Headline, People, Person, Row, Table
from reports.custody import SHOWN
from reports.measures.deaths_in_custody.deaths import deaths_of
from reports.measures.deaths_in_custody.rates import rates_of
from reports.words import facility_in_words, later_day

CLASSES = {death_class: death_class.label for death_class in DeathFacts.Class}
Class = DeathFacts.Class
OUTSIDE = [Class.IN_OPEN_FACILITY, Class.AFTER_RELEASE, Class.NOT_IN_CUSTODY]
NOT_KNOWN, TOTAL = "unknown", "total"
NOT_ONE_YEAR = _(
    "A death whose date reaches over the end of a year is possible in both years and certain in none, "
    "so the years do not add up to the total."
)
RATE_NOTE = _("Of the whole period; its interval of 95 % stands in the table.")


def year_in_words(year):
    return {NOT_KNOWN: gettext("not known"), TOTAL: gettext("Total")}.get(year, str(year))


def answer(question):
    """Deaths by year; "at most" adds those whose year or whose class is in doubt.

    In custody are deaths in a place of detention, in a hospital while in custody, during transfer
    and by execution. A death of unknown class counts as certain when it ended a detention and as
    possible otherwise. The other classes stand in columns of their own.
    """
    on, deaths = question.on, deaths_of(question)
    of_year = {}
    for death in deaths:
        for year in death.years(on):
            of_year.setdefault(year, []).append(death)
    shown = [name for name in CLASSES if any(death.its_class == name for death in deaths)]
    columns = (
        Column("year", _("Year"), words=year_in_words),
        Column("in_custody", _("In custody"), is_figure=True),
        *(Column(name, CLASSES[name], is_figure=True) for name in shown),
    )
    rows = [
        Row({"year": year} | _counts(shown, of_year.get(year, ()), on, is_one_year=True))
        for year in range(min(of_year, default=0), max(of_year, default=-1) + 1)
    ]
    if undated := [death for death in deaths if not death.is_dated]:
        rows.append(Row({"year": NOT_KNOWN} | _counts(shown, undated, on)))
    total = Row({"year": TOTAL} | _counts(shown, deaths, on), "total")
    outside = [total.cells[name] for name in OUTSIDE if name in shown]
    of_period, rates = rates_of(question, deaths)
    return Answer(
        headlines=[
            Headline(_("Died in custody"), total.cells["in_custody"], later_day(on), name="died"),
            Headline(
                _("Deaths recorded outside custody"),
                sum(outside, exactly(0, "deaths")),
                name="outside",
            ),
            *(
                [Headline(_("Crude death rate"), of_period, RATE_NOTE, name="rate")]
                if of_period
                else []
            ),
        ],
        tables=[
            Table.summed(
                "years", _("Deaths by year and class"), columns, [*rows, total], NOT_ONE_YEAR
            ),
            rates,
            _by_facility(deaths, on),
        ],
        people=[_in_doubt([death for death in deaths if death.is_in_doubt(on)])],
    )


def counted(question):
    """What each death in custody adds to the first figure."""
    on = question.on
    return {
        death.public_id: (int(not death.is_in_doubt(on)), 1)
        for death in deaths_of(question)
        if death.may_be_custody
    }


def _by_facility(deaths, on):
    """Where they were held when they died, the most deaths first; the rest is not known."""
    places = {}
    for death in deaths:
        places.setdefault(death.facility or NOT_KNOWN, []).append(death)
    rows = [
        Row({"facility": facility} | _in_and_outside(there, on))
        for facility, there in sorted(
            places.items(), key=lambda place: (place[0] == NOT_KNOWN, -len(place[1]), place[0])
        )
    ]
    columns = (
        Column("facility", _("Facility"), words=facility_in_words, of=Facility),
        Column("in_custody", _("In custody"), is_figure=True),
        Column("outside", _("Outside custody"), is_figure=True),
    )
    total = Row({"facility": TOTAL} | _in_and_outside(deaths, on), "total")
    return Table("facilities", _("Deaths by facility"), columns, [*rows, total])


def _in_and_outside(deaths, on):
    counts = _counts(OUTSIDE, deaths, on)
    outside = sum((counts[name] for name in OUTSIDE), exactly(0, "deaths"))
    return {"in_custody": counts["in_custody"], "outside": outside}


def _counts(shown, deaths, on, *, is_one_year=False):
    """Figures in custody and by class; of one year, what may have been in another is in doubt."""
    least, most = Counter(), Counter()
    for death in deaths:
        is_certain = death.surely_between(None, on) and not (
            is_one_year and len(death.years(on)) > 1
        )
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
