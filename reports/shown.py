"""Tables and people in the reader's language, with the names that may be shown today."""

from dataclasses import dataclass
from urllib.parse import urlencode

from register.figures import Figure
from register.readers.people import people
from reports.answers import HIDDEN


@dataclass(frozen=True)
class Cell:
    """One cell: a Figure, the public id of an act, or words."""

    column: object
    figure: Figure | None = None
    words: str = ""
    is_hidden: bool = False


def shown_tables(answer, question):
    """(table, [(row kind, query of the list behind it, cells)]) for each table of an answer."""
    return [
        (
            table,
            [
                (
                    row.kind,
                    _listed(question, row.query),
                    [_cell(column, row.cells) for column in table.columns],
                )
                for row in table.rows
            ],
        )
        for table in answer.tables
    ]


def _listed(question, query):
    return "" if query is None else urlencode([*question.pinned_whom(), *query])


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


def _cell(column, cells):
    value = cells[column.name]
    if isinstance(value, Figure):
        return Cell(column, figure=value)
    if value is HIDDEN:
        return Cell(column, is_hidden=True)
    if value is None or value == "":
        return Cell(column)
    return Cell(column, words=str(column.words(value) if column.words else value))
