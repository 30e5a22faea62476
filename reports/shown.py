"""Tables and people in the reader's language, with the names that may be shown today."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from register.figures import Figure
from register.readers.people import people

# By the first letters of their public id.
PAGES = {"RC": "register:person", "CA": "register:act"}


@dataclass(frozen=True)
class Cell:
    """One cell: a Figure, the public id of an act, or words."""

    column: object
    figure: Figure | None = None
    words: str = ""
    source: str = ""

    @property
    def address(self):
        """The page of the record that the cell names, or what it was read in; "" for none."""
        return page_of(self.words) if self.column.is_record else self.source


def shown_tables(answer):
    """(table, [(row kind, cells)]) for each table of an answer."""
    return [
        (
            table,
            [
                (row.kind, [_cell(column, row.cells, row.links) for column in table.columns])
                for row in table.rows
            ],
        )
        for table in answer.tables
    ]


def shown_people(answer, question):
    """(list, [(person, cells)], address of the list that has all) for each list with somebody in it."""
    lists = [people_list for people_list in answer.people if people_list.total]
    named = people(person.public_id for one in lists for person in one.first)
    return [
        (
            one,
            [
                (named[person.public_id], [_cell(column, person.cells) for column in one.columns])
                for person in one.first
            ],
            urlencode([*question.pinned_whom(), *one.query.items()]) if one.query else "",
        )
        for one in lists
    ]


def page_of(public_id):
    """The address of the page of a record; "" where its kind has none."""
    page = PAGES.get(public_id.partition("-")[0])
    return reverse(page, args=[public_id]) if page else ""


def _cell(column, cells, links=None):
    value = cells[column.name]
    if isinstance(value, Figure):
        return Cell(column, figure=value)
    if value is None or value == "":
        return Cell(column)
    words = str(column.words(value) if column.words else value)
    return Cell(column, words=words, source=(links or {}).get(column.name, ""))
