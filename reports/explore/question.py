"""What a cross-tabulation asks: whom it counts, and by which groups."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from reports.explore.dimensions import DIMENSIONS, Dimension
from reports.explore.sets import SETS, PeopleSet
from reports.questions import Field, PeriodQuestion, read_choice

COUNT, ROWS, COLUMNS = "count", "rows", "columns"
NONE = ""


@dataclass(frozen=True)
class Question(PeriodQuestion):
    """The people of one set by the groups of `rows` and, unless None, of `columns`."""

    own: ClassVar[tuple] = (COUNT, ROWS, COLUMNS)

    people: PeopleSet
    rows: Dimension
    columns: Dimension | None

    @classmethod
    def values(cls, query, asked):
        values = super().values(query, asked)
        people = SETS[read_choice(COUNT, query, SETS, "held")]
        rows = DIMENSIONS[read_choice(ROWS, query, DIMENSIONS, "sex")]
        columns = DIMENSIONS.get(read_choice(COLUMNS, query, DIMENSIONS))
        if columns is rows:
            raise NotUnderstood(
                COLUMNS, _("Rows and columns are the same: choose two ways to group.")
            )
        return values | {"people": people, "rows": rows, "columns": columns}

    def fields(self):
        fields = [
            Field(COUNT, _("Count"), self.people.name, "select", _choices(SETS)),
            Field(ROWS, _("By (rows)"), self.rows.name, "select", _choices(DIMENSIONS)),
            Field(
                COLUMNS,
                _("And by (columns)"),
                self.columns.name if self.columns else NONE,
                "select",
                ((NONE, _("nothing else")), *_choices(DIMENSIONS)),
            ),
        ]
        period = {"from", "to"} if not self.people.is_of_period else set()
        return [*fields, *(one for one in super().fields() if one.name not in period)]

    def asks(self):
        period = set() if self.people.is_of_period else {"from", "to"}
        table = [(COUNT, self.people.name), (ROWS, self.rows.name)]
        if self.columns:
            table.append((COLUMNS, self.columns.name))
        return [*(pair for pair in super().asks() if pair[0] not in period), *table]


def _choices(found):
    return tuple((one.name, one.label) for one in found.values())
