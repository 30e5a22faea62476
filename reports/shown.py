"""Tables and people in the reader's language, with the names that may be shown today."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from register.figures import Figure
from register.models import Article, Court, Facility, Official
from register.readers.people import people, told_too_much
from reports.answers import HIDDEN
from reports.answers import People as PeopleList

PAGES = {
    Article: "register:article",
    Court: "register:court",
    Facility: "register:facility",
    Official: "register:official",
}

# Records, by the first letters of their public id.
RECORDS = {"RC": "register:person", "CA": "register:act"}
MOST_CELLS = 1_200  # of a table on a page: its file has all of them


@dataclass(frozen=True)
class ShownList:
    """`rows` are (person, cells) of those who may be shown; `address` asks for the list that has all."""

    list: PeopleList
    rows: list
    address: str

    @property
    def more(self):
        return self.list.total - len(self.rows)


@dataclass(frozen=True)
class Cell:
    """One cell: a Figure, the public id of an act, or words.

    `page` is the address of what they name, `source` of what says so.
    """

    column: object
    figure: Figure | None = None
    words: str = ""
    is_hidden: bool = False
    page: str = ""
    source: str = ""


def shown_tables(answer, question):
    """(table, [(row kind, cells, address of the list of those whom the row counts)]) for each table."""
    asked = question.pinned_whom()
    return [
        (
            table,
            [(row.kind, cells, address_of_list(asked, row.query)) for row, cells in _cells(table)],
        )
        for table in answer.tables
    ]


def _cells(table):
    """(row, its cells) of the rows that a page shows: the first ones, and totals.

    Rows of catalogues have the names of today.
    """
    named, most = catalogue_names(table), MOST_CELLS // len(table.columns)
    return [
        (
            row,
            [
                _cell(column, row.cells, named.get(column.name), row.links.get(column.name, ""))
                for column in table.columns
            ],
        )
        for number, row in enumerate(table.rows)
        if number < most or row.kind == "total"
    ]


def catalogue_names(table):
    """{column: {number: name}} of the columns that hold rows of a catalogue."""
    return {
        column.name: {
            number: str(row)
            for number, row in column.of.objects.in_bulk(
                {number for row in table.rows for number in numbers(row.cells[column.name])}
            ).items()
        }
        for column in table.columns
        if column.of
    }


def numbers(value):
    """The rows of a catalogue that stand in a cell: one, several, or none where words stand there."""
    return value if isinstance(value, tuple) else (value,) if isinstance(value, int) else ()


def address_of_list(asked, query):
    """The query string of the list of those whom a row counts; "" where the question leaves them out.

    Several values of one filter mean any of them, so the one of the row stands in their place.
    """
    named = {name for name, _value in asked}
    if not query or any(name in named and (name, query[name]) not in asked for name in query):
        return ""
    return urlencode([*(pair for pair in asked if pair[0] not in query), *query.items()])


def shown_people(answer, question):
    """A ShownList of each list with somebody in it."""
    lists = [people_list for people_list in answer.people if people_list.total]
    named = people(person.public_id for one in lists for person in one.first)
    hidden = told_too_much(named, question.known)
    return [
        ShownList(
            one,
            [
                (named[person.public_id], [_cell(column, person.cells) for column in one.columns])
                for person in one.first
                if person.public_id not in hidden
            ],
            urlencode([*question.pinned_whom(), *one.query.items()]) if one.query else "",
        )
        for one in lists
    ]


def page_of(public_id):
    """The address of the page of a record; "" where its kind has none."""
    page = RECORDS.get(public_id.partition("-")[0])
    return reverse(page, args=[public_id]) if page else ""


def _cell(column, cells, names=None, source=""):
    value = cells[column.name]
    if isinstance(value, Figure):
        return Cell(column, figure=value)
    if value is HIDDEN:
        return Cell(column, is_hidden=True)
    if column.of and isinstance(value, int):
        page = PAGES.get(column.of)
        return Cell(
            column,
            words=names.get(value, ""),
            page=reverse(page, args=[value]) if page and value in names else "",
        )
    if column.of and numbers(value):
        return Cell(column, words=", ".join(names[number] for number in value if number in names))
    if value is None or value == "":
        return Cell(column)
    words = str(column.words(value) if column.words else value)
    return Cell(column, words=words, page=page_of(value) if column.is_record else "", source=source)
