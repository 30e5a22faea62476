"""People counted by their groups in two dimensions: one pass over each set, then sums in memory."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from register.filters.reading import UNKNOWN
from reports.explore.sets import of_question

WHOLE = ""  # the group that everybody is in: a row or column of totals
OTHERS = "others"


@dataclass
class Counts:
    """How many people are in a group of the rows and one of the columns: {(row, column): number}."""

    numbers: Counter = field(default_factory=Counter)
    withheld: Counter = field(default_factory=Counter)  # of them, whose names are withheld

    def add(self, rows, columns, number, withheld):
        for row in (WHOLE, *rows):
            for column in (WHOLE, *columns):
                self.numbers[row, column] += number
                self.withheld[row, column] += withheld


@dataclass(frozen=True)
class Combination:
    """People who are in the same groups: those they certainly and those they possibly are in."""

    rows: tuple
    columns: tuple
    number: int
    withheld: int


@dataclass(frozen=True)
class Tabulation:
    sure: Counts
    maybe: Counts
    rows: list  # groups in the order of the table, without the whole
    columns: list


def tabulate(question, *, most_rows, most_columns):
    """The Tabulation of a question. Beyond the most, the smallest groups are taken together."""
    sure, maybe = (
        _combinations(entries, question) for entries in of_question(question.people, question)
    )
    rows = _kept_groups(question.rows, maybe, "rows", most_rows)
    columns = _kept_groups(question.columns, maybe, "columns", most_columns)
    return Tabulation(
        _counted(sure, rows, columns, certain=True),
        _counted(maybe, rows, columns, certain=False),
        rows,
        columns,
    )


def _combinations(entries, question):
    dimensions = {"row": question.rows} | ({"column": question.columns} if question.columns else {})
    expressions = {
        f"{side}_{name}": expression
        for side, dimension in dimensions.items()
        for name, expression in dimension.columns(question).items()
    }
    found = (
        entries.order_by()
        .annotate(**expressions)
        .values(*expressions)
        .annotate(number=Count("pk"), withheld=Count("pk", filter=Q(is_withheld=True)))
    )
    return [
        Combination(
            _groups(line, "row_", question.rows),
            _groups(line, "column_", question.columns),
            line["number"],
            line["withheld"],
        )
        for line in found
    ]


def _groups(line, prefix, dimension):
    """(certain groups, possible groups) of one line of the query."""
    if dimension is None:
        return frozenset(), frozenset()
    return dimension.groups(*(value for name, value in line.items() if name.startswith(prefix)))


def _kept_groups(dimension, combinations, side, most):
    """The groups of one side in the order of the table; OTHERS last where there are too many."""
    if dimension is None:
        return []
    sizes = defaultdict(int)
    for combination in combinations:
        for group in getattr(combination, side)[1]:
            sizes[group] += combination.number
    by_size = sorted(sizes, key=lambda group: (-sizes[group], str(group)))
    kept = by_size if len(by_size) <= most else by_size[: most - 1]
    order = dimension.order or by_size.index
    kept = sorted(kept, key=lambda group: (group == UNKNOWN, order(group)))
    return kept if len(by_size) <= most else [*kept, OTHERS]


def _counted(combinations, rows, columns, *, certain):
    counts, reading = Counts(), 0 if certain else 1
    rows, columns = set(rows), set(columns)
    for combination in combinations:
        counts.add(
            _shown(combination.rows[reading], rows),
            _shown(combination.columns[reading], columns),
            combination.number,
            combination.withheld,
        )
    return counts


def _shown(groups, kept):
    """The groups as the table has them: what is not a line of its own is among the others."""
    return {group if group in kept else OTHERS for group in groups}
