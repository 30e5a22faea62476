"""People in custody at many days, from the days on which spans of custody begin and end."""

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from register.figures import exactly
from reports.answers import Answer, Column, Headline, Row, Table
from reports.custody import certain, held_one_by_one, those_in_doubt
from reports.measures.held_over_time.groups import WHY_NOT, divided
from reports.stock import Steps, by_day, stock
from reports.words import day, later_day

COLUMNS = (
    Column("day", _("Day"), words=day),
    Column("held", _("In custody"), is_figure=True),
    Column("presumed", _("Resting on presumption"), is_number=True),
)


def answer(question):
    """The stock on each day of the question: at least, at most, and how many rest on presumption.

    Divided into groups, each of them has a column of its own.
    """
    days, presumed = question.days(), _presumed(question)
    held, groups = divided(question, days) if question.by else (stock(question), [])
    rows = [
        Row(
            {"day": day, "held": held.on(day), "presumed": presumed.on(day)}
            | {group.name: group.stock.on(day) for group in groups}
        )
        for day in days
    ]
    first, last = rows[0].cells, rows[-1].cells
    highest = max(rows, key=lambda row: row.cells["held"].at_least).cells
    columns = (*COLUMNS, *(Column(group.name, group.label, is_figure=True) for group in groups))
    return Answer(
        headlines=[
            Headline(_("On the last day"), last["held"], _("The end of the period."), name="last"),
            Headline(
                _("On the first day"),
                first["held"],
                _("The beginning of the period."),
                name="first",
            ),
            Headline(_("Most at once"), highest["held"], later_day(highest["day"]), name="most"),
            Headline(
                _("By presumption on the last day"), exactly(last["presumed"]), name="presumed"
            ),
        ],
        tables=[
            Table(
                "days",
                _("People in custody on each day"),
                columns,
                rows,
                WHY_NOT.get(question.by, ""),
            )
        ],
        people=[those_in_doubt(question, total=last["held"].at_most - last["held"].at_least)]
        if last["day"] == question.on
        else [],
    )


def counted(question):
    """What each person adds to the first figure: of the last day of the period."""
    return held_one_by_one(question, question.ends)


def _presumed(question):
    resting = certain(question).filter(presumed_from__lt=F("ends"))
    begun = resting.annotate(rests_from=Greatest("begins", "presumed_from"))
    return Steps(by_day(begun, "rests_from"), by_day(resting, "ends"))
