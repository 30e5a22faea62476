"""People in custody at many days, from the days on which spans of custody begin and end."""

from bisect import bisect_right
from itertools import accumulate

from django.db.models import Count, F
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from register.figures import Figure, exactly
from reports.answers import Answer, Column, Headline, Point, Row, Table
from reports.custody import IN_CUSTODY, certain, possible, those_in_doubt
from reports.words import day, later_day

COLUMNS = (
    Column("day", _("Day"), words=day),
    Column("held", _("In custody"), is_figure=True),
    Column("presumed", _("Resting on presumption"), is_number=True),
)


class Steps:
    """A running count: how many spans of a set have begun and not ended on a day."""

    def __init__(self, begun, ended):
        self.days = sorted({*begun, *ended})
        self.counts = list(accumulate(begun.get(day, 0) - ended.get(day, 0) for day in self.days))

    def on(self, day):
        before = bisect_right(self.days, day)
        return self.counts[before - 1] if before else 0


def answer(question):
    """The stock on each day of the question: at least, at most, and how many rest on presumption."""
    held = held_on(question)
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


def held_on(question):
    """A function that gives the stock of any day up to the day asked about."""
    at_least, at_most = (Steps(*changes) for changes in _begun_and_ended(question))
    return lambda day: Figure(at_least.on(day), at_most.on(day))


def _begun_and_ended(question):
    """How many spans begin and end on each day, of the certain set and of the possible set."""
    if question.whom.filters:
        return tuple(
            (_by_day(spans, "begins"), _by_day(spans, "ends"))
            for spans in (certain(question), possible(question))
        )
    # Both sets are of the same people: one pass for the beginnings and one for the ends.
    sure, all_of_them = ({}, {}), ({}, {})
    for column, name in enumerate(("begins", "ends")):
        changes = possible(question).values_list("status", name).annotate(Count("pk")).order_by()
        for status, on, number in changes:
            if status == IN_CUSTODY:
                sure[column][on] = number
            all_of_them[column][on] = all_of_them[column].get(on, 0) + number
    return sure, all_of_them


def _presumed(question):
    resting = certain(question).filter(presumed_from__lt=F("ends"))
    begun = resting.annotate(rests_from=Greatest("begins", "presumed_from"))
    return Steps(_by_day(begun, "rests_from"), _by_day(resting, "ends"))


def _by_day(spans, day):
    return dict(spans.values_list(day).annotate(Count("pk")).order_by())
