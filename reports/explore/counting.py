"""People counted by their groups in two dimensions: one pass, then sums in memory."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from register.figures import Figure
from register.filters.reading import UNKNOWN

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
    """People who are in the same groups; `rows` and `columns` are (certainly, possibly)."""

    rows: tuple
    columns: tuple
    people: Figure
    is_withheld: bool


@dataclass(frozen=True)
class Tabulation:
    sure: Counts
    maybe: Counts
    rows: list  # groups in the order of the table, without the whole
    columns: list


def tabulate(question, *, most_rows, most_columns):
    """The Tabulation of a question. Beyond the most, the smallest groups are taken together."""
    combinations = _combinations(question)
    rows = _kept_groups(question.rows, combinations, "rows", most_rows)
    columns = _kept_groups(question.columns, combinations, "columns", most_columns)
    return Tabulation(
        _counted(combinations, rows, columns, certain=True),
        _counted(combinations, rows, columns, certain=False),
        rows,
        columns,
    )


def _combinations(question):
    dimensions = [one for one in (question.rows, question.columns) if one]
    who = question.people.of(question)
    parts = [who.entries]
    for prepared in dict.fromkeys(dimension.prepared for dimension in dimensions):
        parts = [made for part in parts for made in prepared(part, question)]
    names = dict.fromkeys(name for dimension in dimensions for name in dimension.columns)
    return [
        Combination(
            _groups(cell.values, question.rows),
            _groups(cell.values, question.columns),
            cell.people,
            cell.values["is_withheld"],
        )
        for cell in who.cells(*names, "is_withheld", parts=parts)
    ]


def _groups(values, dimension):
    """(groups certainly, groups possibly) of one cell."""
    if dimension is None:
        return frozenset(), frozenset()
    return dimension.groups(*(values[name] for name in dimension.columns))


def _kept_groups(dimension, combinations, side, most):
    """The groups of one side in the order of the table; OTHERS last where there are too many."""
    if dimension is None:
        return []
    sizes = defaultdict(int)
    for combination in combinations:
        for group in getattr(combination, side)[1]:
            sizes[group] += combination.people.at_most
    by_size = sorted(sizes, key=lambda group: (-sizes[group], str(group)))
    kept = by_size if len(by_size) <= most else by_size[: most - 1]
    order = dimension.order or by_size.index
    kept = sorted(kept, key=lambda group: (group == UNKNOWN, order(group)))
    return kept if len(by_size) <= most else [*kept, OTHERS]


def _counted(combinations, rows, columns, *, certain):
    counts, reading = Counts(), 0 if certain else 1
    rows, columns = set(rows), set(columns)
    for combination in combinations:
        people = combination.people.at_least if certain else combination.people.at_most
        counts.add(
            _shown(combination.rows[reading], rows),
            _shown(combination.columns[reading], columns),
            people,
            people if combination.is_withheld else 0,
        )
    return counts


def _shown(groups, kept):
    """The groups as the table has them: what is not a line of its own is among the others."""
    return {group if group in kept else OTHERS for group in groups}
