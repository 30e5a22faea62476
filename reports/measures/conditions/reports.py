"""Reports of conditions within a period, as bounds: how many, and of how many people.

Into which periods a report reaches, and by which of several reports a person counts, was worked out
when it was published (register/sql/reaches.sql).
"""

from django.db.models import Count, Q, Value

from register.figures import Figure
from register.models import Reach
from register.models.reach import unless
from reports.custody import rows_of

SURE, MAYBE = "sure", "maybe"
UNITS = {"people": "people", "reports": "reports", "going_on": "reports"}


class Reports:
    """The reports that a question may mean, of those whom it may mean; of one `kind` when given."""

    def __init__(self, question, kind=""):
        self.rows = rows_of(Reach, question, question.possible_entries)
        self.is_of_kind = bool(kind)
        if kind:
            self.rows = self.rows.filter(kind=kind)
        self.leaves_doubt, self.of_certain = question.whom.leaves_doubt, question.surely_fits()

    def reaching(self, reading, begins, ends):
        """Those that reach into a period; `begins` is None for all time up to `ends`."""
        rows = self.rows if reading == MAYBE else self.rows.filter(self.of_certain)
        return rows.filter(reaches(reading, begins, ends))

    def figures_by(self, column, begins, ends):
        """{value of a column: {"people", "reports", "going_on": Figure}}; by "" of all together.

        Those going on reach into the last day.
        """
        found = {}
        # Where nobody is in doubt, those that surely reach into a period are among those that may.
        for readings in [(MAYBE,), (SURE,)] if self.leaves_doubt else [(MAYBE, SURE)]:
            counts = self._counts(readings, self.group(column), begins, ends)
            rows = self.reaching(readings[0], begins, ends).order_by()
            rows = rows.values(column).annotate(**counts) if column else [rows.aggregate(**counts)]
            for row in rows:
                found.setdefault(row.get(column), {}).update(row)
        return {value: figures(counts) for value, counts in found.items()}

    def _counts(self, readings, group, begins, ends):
        counts = {}
        for reading in readings:
            which = reaches(reading, begins, ends)
            once = Q(**{f"{unless(reading, group)}__lt": begins})
            goes_on = reaches(reading, ends, ends)
            counts |= {
                f"reports_{reading}": Count(Value(1), filter=which),
                f"people_{reading}": Count(Value(1), filter=which & once),
                f"going_on_{reading}": Count(Value(1), filter=which & goes_on),
            }
        return counts

    def group(self, column):
        """Among which reports of a person only one counts the person."""
        if column == "facility_id":
            return "both" if self.is_of_kind else "facility"
        return "kind" if self.is_of_kind or column == "kind" else "person"


def reaches(reading, begins, ends):
    """The condition on a report that it reaches into a period."""
    days = {f"{reading}_from__lte": ends}
    if begins is not None:
        days[f"{reading}_until__gte"] = begins
    return Q(**days)


def figures(counts):
    """The Figures of people, of reports and of those going on from {"name_reading": number}."""
    return {
        name: Figure(counts.get(f"{name}_{SURE}", 0), counts.get(f"{name}_{MAYBE}", 0), unit)
        for name, unit in UNITS.items()
    }


def reports_by_facility(question, *, unknown):
    """{facility: reports up to the day}; `unknown` stands for none."""
    reports = Reports(question)
    least, most = (
        dict(
            reports.reaching(reading, None, question.on)
            .values_list("facility_id")
            .annotate(number=Count("*"))
            .order_by()
        )
        for reading in (SURE, MAYBE)
    )
    return {
        place or unknown: Figure(least.get(place, 0), number, "reports")
        for place, number in most.items()
    }
