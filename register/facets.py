"""How many people each choice of a filter would leave, all other filters as they are.

Three filters are counted with every list, from one table of cells: how many people have this
status, this sex and these countries together. The figure of the list is a sum of the same cells.
The others are counted when a reader opens them.
"""

from dataclasses import dataclass, field

from django.db.models import Count, F, Func, Q

from register.figures import Figure
from register.filters.reading import UNKNOWN
from register.models import ActEntry, Beneficiary

COUNTED_AT_ONCE = ("status", "sex", "country")
MOST_CHOICES = 60


@dataclass(frozen=True)
class Choice:
    """`figure` is None where nobody has counted."""

    value: str
    label: str
    figure: Figure | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    is_counted: bool = False
    errors: tuple = field(default=())

    @property
    def is_used(self):
        return any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True)
class Cell:
    """People with the same values in the columns of the filters that are counted at once."""

    values: dict
    certain: int
    possible: int


def count_cells(filters):
    """All cells, with every filter applied but those that are counted at once."""
    columns = {name: filters.filters[name].column for name in COUNTED_AT_ONCE}
    doubt = filters.certainly(without=COUNTED_AT_ONCE)
    rows = (
        filters.queryset.filter(filters.possibly(without=COUNTED_AT_ONCE))
        .order_by()
        .values(*columns.values())
        .annotate(possible=Count("pk"), **_certain(doubt))
    )
    return [
        Cell(
            {name: row[column] for name, column in columns.items()},
            row.get("certain", row["possible"]),
            row["possible"],
        )
        for row in rows
    ]


def figure_of(filters, cells):
    """How many people the filters leave: certainly, and possibly."""
    given = {name: filters.given[name] for name in COUNTED_AT_ONCE if name in filters.given}
    return _sum(filters, cells, given)


def facet_of_cells(filters, cells, name):
    """A Facet counted from the cells."""
    given = {
        other: filters.given[other]
        for other in COUNTED_AT_ONCE
        if other in filters.given and other != name
    }
    one = filters.filters[name]
    values = one.field.fixed_choices or _values_in(cells, name)
    figures = {value: _sum(filters, cells, given | {name: [value]}) for value in values}
    return _facet(filters, name, figures)


def counted_facet(filters, name):
    """A Facet counted by a query of its own."""
    one = filters.filters[name]
    entries = filters.queryset.filter(filters.possibly(without=[name]))
    doubt = filters.certainly(without=[name])
    if name == "act":
        figures = _acts(filters, entries, doubt)
    elif one.is_array:
        figures = _elements(entries, doubt, one.column)
    else:
        figures = _fixed(entries, doubt, one)
    return _facet(filters, name, figures)


def uncounted_facet(filters, name):
    """A Facet of the choices that are made, so that a form can send them again."""
    return _facet(filters, name, {}, is_counted=False)


def _certain(doubt):
    return {"certain": Count("pk", filter=doubt)} if doubt else {}


def _sum(filters, cells, given):
    certain = possible = 0
    for cell in cells:
        if _fits(filters, cell, given, certain=False):
            possible += cell.possible
            if _fits(filters, cell, given, certain=True):
                certain += cell.certain
    return Figure(certain, possible)


def _fits(filters, cell, given, *, certain):
    return all(
        any(
            filters.filters[name].fits(cell.values[name], choice, certain=certain)
            for choice in chosen
        )
        for name, chosen in given.items()
    )


def _values_in(cells, name):
    found = {value for cell in cells for value in cell.values[name] or [UNKNOWN]}
    return sorted(found)


def _elements(entries, doubt, column):
    """Figures of the values in an array column; the empty array is `unknown`."""
    rows = (
        entries.order_by()
        .annotate(choice=Func(F(column), function="unnest", set_returning=True))
        .values("choice")
        .annotate(possible=Count("pk"), **_certain(doubt))
        .order_by("-possible", "choice")
    )
    figures = {row["choice"]: _figure(row) for row in rows[:MOST_CHOICES]}
    nothing = entries.filter(Q(**{column: []})).aggregate(possible=Count("pk"), **_certain(doubt))
    there = figures.get(UNKNOWN, Figure(0, 0))
    return figures | {UNKNOWN: _figure(nothing) + there}


def _fixed(entries, doubt, one):
    """Figures of fixed choices, each by its own condition, in one query."""
    counts = {}
    for n, choice in enumerate(one.field.fixed_choices):
        counts[f"possible_{n}"] = Count("pk", filter=one.possibly(choice))
        counts[f"certain_{n}"] = Count("pk", filter=one.certainly(choice) & doubt)
    found = entries.aggregate(**counts)
    return {
        choice: Figure(found[f"certain_{n}"], found[f"possible_{n}"])
        for n, choice in enumerate(one.field.fixed_choices)
    }


def _acts(filters, entries, doubt):
    named = Beneficiary.objects.filter(entry__in=ActEntry.objects.known(filters.edition))
    sure = entries.filter(doubt).values("public_id")
    rows = (
        named.filter(prisoner_id__in=entries.values("public_id"))
        .values("entry__public_id")
        .annotate(
            possible=Count("prisoner_id"),
            certain=Count(
                "prisoner_id",
                filter=Q(prisoner_id__in=sure) & ~Q(outcome=Beneficiary.Outcome.DISPUTED),
            ),
        )
        .order_by("-possible", "entry__public_id")
    )
    return {row["entry__public_id"]: _figure(row) for row in rows[:MOST_CHOICES]}


def _figure(row):
    return Figure(row.get("certain", row["possible"]), row["possible"])


def _facet(filters, name, figures, *, is_counted=True):
    """Choices that leave somebody or are made already, in the order of their vocabulary if it has one."""
    one = filters.filters[name]
    chosen = filters.given.get(name, [])
    found = [value for value, figure in figures.items() if figure.at_most]
    values = [*found, *(value for value in chosen if value not in found)]
    labels = one.field.labels(values)
    if fixed := one.field.fixed_choices:
        values = [value for value in fixed if value in labels]
    zero = Figure(0, 0) if is_counted else None
    return Facet(
        name,
        one.label,
        tuple(
            Choice(str(value), labels[value], figures.get(value, zero), value in chosen)
            for value in values
            if value in labels
        ),
        is_counted,
    )
