"""People in custody at many days, from the days on which spans of custody begin and end."""

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from register.figures import exactly
from reports.answers import Answer, Column, Headline, Point, Row, Table
from reports.custody import certain, those_in_doubt
from reports.stock import Steps, by_day, stock
from reports.words import day, later_day

COLUMNS = (
    Column("day", _("Day"), words=day),
    Column("held", _("In custody"), is_figure=True),
    Column("presumed", _("Resting on presumption"), is_number=True),
)


def answer(question):
    """The stock on each day of the question: at least, at most, and how many rest on presumption."""
    held = stock(question).on
    presumed = _presumed(question)
    points = [Point(day, held(day), presumed.on(day)) for day in question.days()]
    rows = [
        Row({"day": point.day, "held": point.figure, "presumed": point.presumed})
        for point in points
    ]
    last = points[-1]
    highest = max(points, key=lambda point: point.figure.at_least)
    return Answer(
        headlines=[
            Headline(_("On the last day"), last.figure, _("The end of the period.")),
            Headline(_("On the first day"), points[0].figure, _("The beginning of the period.")),
            Headline(_("Most at once"), highest.figure, later_day(highest.day)),
            Headline(_("By presumption on the last day"), exactly(last.presumed)),
        ],
        tables=[Table("days", _("People in custody on each day"), COLUMNS, rows)],
        people=[those_in_doubt(question, total=last.figure.at_most - last.figure.at_least)]
        if last.day == question.on
        else [],
    )


def _presumed(question):
    resting = certain(question).filter(presumed_from__lt=F("ends"))
    begun = resting.annotate(rests_from=Greatest("begins", "presumed_from"))
    return Steps(by_day(begun, "rests_from"), by_day(resting, "ends"))
