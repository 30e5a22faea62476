"""The table of a cross-tabulation: figures with bounds, totals, and hidden cells."""

from functools import partial

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from reports.answers import HIDDEN, Answer, Column, Headline, Row, Table
from reports.explore.counting import OTHERS, WHOLE, tabulate
from reports.explore.dimensions import DIMENSIONS
from reports.explore.hiding import cells_to_hide

MOST_ROWS, MOST_COLUMNS = 60, 12
TOTAL = "total"

NOT_ADDING_UP = _(
    "The groups do not add up to the total: somebody can be in several of them, or in one or another "
    "of them as far as is known."
)


def answer(question):
    """People by group, with totals. A figure may be HIDDEN (reports/explore/hiding.py)."""
    tabulated = tabulate(question, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    rows, columns = [WHOLE, *tabulated.rows], [WHOLE, *tabulated.columns]
    hidden = cells_to_hide([tabulated.maybe, tabulated.sure], rows, columns)

    def cell(row, column):
        if (row, column) in hidden:
            return HIDDEN
        place = row, column
        return Figure(tabulated.sure.numbers[place], tabulated.maybe.numbers[place])

    def cells(row):
        figures = {_name(question, column): cell(row, column) for column in columns}
        return {"group": TOTAL if row == WHOLE else row} | figures

    total = cell(WHOLE, WHOLE)
    return Answer(
        headlines=[]
        if total is HIDDEN
        else [Headline(question.people.label, total, name="people")],
        tables=[
            Table(
                "groups",
                question.people.label,
                _columns(question, columns),
                [
                    *(Row(cells(row), query=_listed(question, row)) for row in tabulated.rows),
                    Row(cells(WHOLE), "total", query=_listed(question, WHOLE)),
                ],
                why_not="" if _adds_up(tabulated, rows, columns) else NOT_ADDING_UP,
            )
        ],
    )


def counted(question):
    """What each person adds to the total."""
    return question.people.of(question).counted()


def _columns(question, columns):
    by = question.columns
    return (
        Column("group", question.rows.label, words=partial(in_words, question.rows.name)),
        *(
            Column(_name(question, group), later_in_words(by.name, group), is_figure=True)
            for group in columns
            if group != WHOLE
        ),
        Column(_name(question, WHOLE), _("All"), is_figure=True),
    )


def _name(question, column):
    """Of a column in data: the dimension and the code of the group, such as `sex_female`."""
    return "all" if column == WHOLE else f"{question.columns.name}_{column}"


def in_words(dimension, group):
    """The label of a group of the dimension called so."""
    if group == TOTAL:
        return gettext("Total")
    if group == OTHERS:
        return gettext("Others")
    return str(DIMENSIONS[dimension].words([group]).get(group, group))


# For headings of columns: answers are kept without a language.
later_in_words = lazy(in_words, str)


def _listed(question, row):
    """What the list of prisoners is asked besides, to list the people of a row; nothing if it cannot."""
    if question.people.query is None or row == OTHERS:
        return {}
    if row == WHOLE:
        return question.people.query
    name = question.rows.filter
    return question.people.query | {name: str(row)} if name else {}


def _adds_up(tabulated, rows, columns):
    def is_sum(table, whole, parts):
        return table.numbers[whole] == sum(table.numbers[part] for part in parts)

    return all(
        is_sum(table, (WHOLE, column), [(row, column) for row in rows[1:]])
        for table in (tabulated.sure, tabulated.maybe)
        for column in columns
    ) and all(
        is_sum(table, (row, WHOLE), [(row, column) for column in columns[1:]])
        for table in (tabulated.sure, tabulated.maybe)
        for row in rows
        if len(columns) > 1
    )
