"""What an answer is made of. Reports fill these; pages, CSV files and charts show them.

Nothing here holds a name or a language: labels are lazy, people are public ids. So an answer can
be kept for all readers (see kept.py).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from register.figures import Figure


@dataclass(frozen=True)
class Headline:
    """One figure that the page is about, with the words above and under it.

    By its `name` a text asks for it (docs/live-numbers.md); the first one needs none.
    """

    label: str
    figure: Figure
    note: str = ""
    bare: bool = False
    name: str = ""


@dataclass(frozen=True)
class Column:
    """`name` heads it in the CSV, `heading` on the page; `words` turns a code into a label.

    A Figure takes two columns in the CSV: `<name>_at_least` and `<name>_at_most`. So does a row of a
    catalogue (`of`, whose number is the value, or several): `<name>_id` and `<name>`.
    """

    name: str
    heading: str
    words: Callable = None
    is_figure: bool = False
    is_number: bool = False
    is_act: bool = False  # the public id of an act, which links to its page
    is_record: bool = False  # the public id of any record, which links to its page where it has one
    of: type = None  # the catalogue; a value that is no number of it is put by `words`

    @property
    def is_right(self):
        return self.is_figure or self.is_number


class Hidden(Enum):
    """Stands for a figure that would single out somebody whose name is withheld."""

    HIDDEN = "hidden"


HIDDEN = Hidden.HIDDEN


@dataclass(frozen=True)
class Row:
    """Values by column name. `kind` "total" and "beside" look different; "part" is part of the row above.

    `query` asks the list of prisoners for the people whom the row counts, on the day of the question.
    """

    cells: dict
    kind: str = ""
    query: dict = field(default_factory=dict)
    links: dict = field(default_factory=dict)  # {column: address of its source}


@dataclass(frozen=True)
class Table:
    """A row of kind "total" is the sum of the plain rows, unless `why_not` says why it is not."""

    name: str
    caption: str
    columns: tuple
    rows: list
    why_not: str = ""

    @property
    def hides(self):
        return any(value is HIDDEN for row in self.rows for value in row.cells.values())

    @classmethod
    def summed(cls, name, caption, columns, rows, why_not):
        """The table with `why_not` only where a total is not the sum of the plain rows."""
        plain = [row.cells for row in rows if not row.kind]
        totals = [row.cells for row in rows if row.kind == "total"]
        adds_up = all(
            (total[column.name].at_least, total[column.name].at_most)
            == (
                sum(cells[column.name].at_least for cells in plain),
                sum(cells[column.name].at_most for cells in plain),
            )
            for total in totals
            for column in columns
            if column.is_figure
        )
        return cls(name, caption, columns, rows, "" if adds_up else why_not)


@dataclass(frozen=True)
class Person:
    """Somebody whom a figure counts; `cells` are values for the columns of the list."""

    public_id: str
    cells: dict


@dataclass(frozen=True)
class People:
    """The first of the people that a list is about; `total` is how many there are."""

    caption: str
    columns: tuple
    first: list
    total: int
    query: dict = field(default_factory=dict)  # of the list of prisoners that shows them all


@dataclass(frozen=True)
class Answer:
    """Headline figures, tables (the chart draws the first), and the people behind the bounds."""

    headlines: list
    tables: list
    people: list = field(default_factory=list)
    marks: list = field(default_factory=list)  # what the chart needs besides the table
    refusal: str = ""  # why no figure is shown

    @property
    def rows(self):
        return [row.cells for row in self.tables[0].rows]

    def table(self, name):
        return next((table for table in self.tables if table.name == name), None)
