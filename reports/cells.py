"""People counted by several facts at once: one query gives cells, and every table is a sum of cells."""

from dataclasses import dataclass

from django.db.models import BooleanField, Case, Count, Q, Value, When

from register.figures import Figure
from reports.custody import CUSTODY, IN_CUSTODY
from reports.planned import HASHED, SHARED, counted


@dataclass(frozen=True)
class Cell:
    """How many people have these values of the columns asked for."""

    values: dict
    people: Figure


class People:
    """Those whom a question is about: held on its day, or everyone recorded.

    `entries` are those who may be meant, with the span of the day as `span`; `certainly` is the
    condition under which they are beyond doubt, empty where nobody is in doubt.
    """

    def __init__(self, question, *, held):
        filters = question.whom.filter(question.on, question.known)
        filters.is_valid()
        self.entries, self.certainly = filters.qs.order_by(), filters.certainly()
        if held:
            self.entries = self.entries.filter(span__status__in=CUSTODY)
            self.certainly &= Q(span__status=IN_CUSTODY)

    def narrow(self, possibly, surely):
        """Only those of whom `possibly` holds; beyond doubt are those of whom `surely` does. Gives itself."""
        self.entries = self.entries.filter(possibly)
        self.certainly &= surely
        return self

    def figure(self):
        """How many they are."""
        row = self.entries.aggregate(**self._counts())
        return Figure(row["at_least"], row["at_most"])

    def cells(self, *columns, parts):
        """A Cell for each combination of values of the columns in each of the parts of the entries.

        Nobody is in two parts.
        """
        with counted(HASHED | SHARED):
            rows = [
                row for part in parts for row in part.values(*columns).annotate(**self._counts())
            ]
        return [Cell(row, Figure(row.pop("at_least"), row.pop("at_most"))) for row in rows]

    def _counts(self):
        certain = Count("pk", filter=self.certainly) if self.certainly else Count("pk")
        return {"at_least": certain, "at_most": Count("pk")}

    def counted(self):
        """{public id: (at least, at most)}: what each of them adds to the number of people."""
        is_certain = Case(
            When(self.certainly, then=True) if self.certainly else When(~Q(pk=None), then=True),
            default=Value(False),
            output_field=BooleanField(),
        )
        rows = self.entries.values_list("public_id", is_certain)
        return {public_id: (int(certain), 1) for public_id, certain in rows}


def figure(cells, surely=None, maybe=None):
    """The sum of the cells: at least those with `surely(values)`, at most those with `maybe(values)`.

    Without `maybe` nothing is in doubt but the people; without both everybody is counted.
    """
    surely = surely or (lambda values: True)
    maybe = maybe or surely
    return Figure(
        sum(cell.people.at_least for cell in cells if surely(cell.values)),
        sum(cell.people.at_most for cell in cells if maybe(cell.values)),
    )
