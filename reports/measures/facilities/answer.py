"""Places of detention: who is held there on the day, who died there, what was reported from there."""

from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from register.models import Facility
from reports.answers import Answer, Column, Headline, Row, Table
from reports.custody import held_on_the_day, held_one_by_one, those_in_doubt
from reports.measures.conditions.reports import reports_by_facility
from reports.measures.deaths_in_custody.deaths import between, deaths_of
from reports.measures.facilities.held import NOT_KNOWN, held_by_facility
from reports.words import facility_in_words, later_day

TOTAL = "total"
EITHER = _(
    "Whoever may be in either of several places is possible in each of them, so the places do not add up "
    "to the total."
)


COLUMNS = (
    Column("facility", _("Facility"), words=facility_in_words, of=Facility),
    Column("held", _("Held there"), is_figure=True),
    Column("deaths", _("Deaths in custody"), is_figure=True),
    Column("conditions", _("Reports of conditions"), is_figure=True),
)


def answer(question):
    """A row for each facility with somebody held, a death or a report; the most people first."""
    everybody = held_on_the_day(question)
    held, deaths = held_by_facility(question, everybody), _deaths(question)
    conditions = reports_by_facility(question, unknown=NOT_KNOWN)
    columns = {"held": held, "deaths": deaths, "conditions": conditions}
    places = sorted({*held, *deaths, *conditions} - {NOT_KNOWN}, key=_size(held))
    rows = [Row(_cells(place, columns)) for place in places]
    rows.append(Row(_cells(NOT_KNOWN, columns)))
    totals = {
        "held": everybody,
        "deaths": sum(deaths.values(), NONE["deaths"]),
        "conditions": sum(conditions.values(), NONE["conditions"]),
    }
    rows.append(Row({"facility": TOTAL} | totals, "total"))
    known = [place for place in held if place != NOT_KNOWN]
    return Answer(
        headlines=[
            Headline(_("Held on the day"), everybody, later_day(question.on), name="held"),
            Headline(_("Where is not known, or not told"), held[NOT_KNOWN], name="not_known"),
            Headline(
                _("Facilities with somebody held"),
                Figure(sum(held[place].at_least > 0 for place in known), len(known), "facilities"),
                name="facilities",
            ),
        ],
        tables=[Table.summed("facilities", _("By facility"), COLUMNS, rows, EITHER)],
        people=[those_in_doubt(question, total=everybody.at_most - everybody.at_least)],
    )


def counted(question):
    """What each person adds to the first figure."""
    return held_one_by_one(question, question.on)


NONE = {
    "held": Figure(0, 0),
    "deaths": Figure(0, 0, "deaths"),
    "conditions": Figure(0, 0, "reports"),
}


def _deaths(question):
    """{facility: deaths in custody by the day}."""
    there = {}
    for death in deaths_of(question):
        there.setdefault(death.facility or NOT_KNOWN, []).append(death)
    counted = {place: between(deaths)(None, question.on) for place, deaths in there.items()}
    return {place: deaths for place, deaths in counted.items() if deaths.at_most}


def _cells(place, columns):
    counts = {name: figures.get(place, NONE[name]) for name, figures in columns.items()}
    return {"facility": place} | counts


def _size(held):
    def key(place):
        people = held.get(place, NONE["held"])
        return (-people.at_most, -people.at_least, place)

    return key
