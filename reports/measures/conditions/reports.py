"""Reports of conditions within a period, as bounds: how many, and of how many people.

A report speaks of a stretch of days, its first and its last one counted in. It surely reaches into
the period when it had begun by its end and had not ended before it, under every reading of both
dates. Where no end is stated a report that is marked as open goes on; another may have ended on the
day on which it began.
"""

from datetime import timedelta

from django.db.models import Count, Q

from register.figures import Figure
from register.models import Condition
from reports.cells import People

DAY = timedelta(days=1)


class Reports:
    """The reports that a question may mean, of those whom it may mean."""

    def __init__(self, question):
        who = People(question, held=False)
        self.rows = Condition.objects.filter(entry__in=who.entries.values("pk")).order_by()
        self.of_certain = Q()
        if who.certainly:
            self.of_certain = Q(entry__in=who.entries.filter(who.certainly).values("pk"))

    def counts(self, begins, ends):
        """{name: aggregate} of reports that reach into a period, and of their people."""
        surely, maybe = readings(begins, ends)
        surely &= self.of_certain
        return {
            "reports_least": Count("pk", filter=surely),
            "reports_most": Count("pk", filter=maybe),
            "people_least": Count("entry", distinct=True, filter=surely),
            "people_most": Count("entry", distinct=True, filter=maybe),
        }


def readings(begins, ends):
    """(surely, maybe): conditions on a report under which it reaches into the period.

    `begins` is None for all time up to `ends`.
    """
    maybe = (
        Q(began_on_days=None)
        | Q(began_on_days__startswith=None)
        | Q(began_on_days__startswith__lte=ends)
    )
    had_begun = Q(began_on_days__endswith__lte=ends + DAY) | Q(
        ended_on_days__endswith__lte=ends + DAY
    )
    if begins is None:
        return maybe & had_begun, maybe
    maybe &= (
        Q(is_open=True)
        | Q(ended_on_days=None)
        | Q(ended_on_days__endswith=None)
        | Q(ended_on_days__endswith__gt=begins)
    )
    went_on = (
        Q(is_open=True)
        | Q(ended_on_days__startswith__gte=begins)
        | Q(began_on_days__startswith__gte=begins)
    )
    return maybe & had_begun & went_on, maybe


def figures(row, suffix=""):
    """The Figures of people and of reports from a row of `Reports.counts`."""
    return {
        "people": Figure(row[f"people_least{suffix}"], row[f"people_most{suffix}"]),
        "reports": Figure(row[f"reports_least{suffix}"], row[f"reports_most{suffix}"], "reports"),
    }


def reports_by(question, column, *, unknown):
    """{value of a column: reports up to the day}; `unknown` stands for none."""
    reports = Reports(question)
    counts = reports.counts(None, question.on)
    rows = reports.rows.values(column).annotate(
        reports_least=counts["reports_least"], reports_most=counts["reports_most"]
    )
    return {
        row[column] or unknown: Figure(row["reports_least"], row["reports_most"], "reports")
        for row in rows
        if row["reports_most"]
    }
