from django.utils.translation import gettext as _

from core.numbers import written
from register.filters.reading import UNKNOWN
from reports import charts
from reports.answers import HIDDEN
from reports.explore.counting import OTHERS

MOST_BARS = 20
MOST_COLUMNS = {"wide": 8, "narrow": 4}
LINE = 48  # pixels of one row of the grid: its label and its cells


def drawing(question, answer, size):
    """Bars for one way to group people; for two ways a grid of numbers, shaded by how many."""
    table = answer.tables[0]
    groups = [row for row in table.rows if row.kind != "total"]
    if not groups:
        return None
    return _grid(table, groups, size) if question.columns else _bars(table, groups, size)


def _bars(table, groups, size):
    words = table.columns[0].words
    rows = [
        {"label": words(row.cells["group"]), "figure": row.cells["all"]}
        for row in groups[:MOST_BARS]
        if row.cells["all"] is not HIDDEN
    ]
    most = max((row["figure"].at_most for row in rows), default=1)
    return charts.bars(rows, size, most=most) if rows else None


def _grid(table, groups, size):
    """A line of cells for each row under its label; where there is no room the largest columns."""
    columns = _largest_columns(table, MOST_COLUMNS[size])
    groups = groups[:MOST_BARS]
    cells = [
        {
            "row": number,
            "column": column.name,
            "people": 0 if figure is HIDDEN else figure.at_most,
            "words": _("hidden") if figure is HIDDEN else charts.in_short(figure),
        }
        for number, row in enumerate(groups)
        for column in columns
        for figure in [row.cells[column.name]]
    ]
    labels = [
        {"row": number, "words": table.columns[0].words(row.cells["group"])}
        for number, row in enumerate(groups)
    ]
    headings = [{"column": column.name, "words": str(column.heading)} for column in columns]
    most = max(cell["people"] for cell in cells) or 1
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}}
    x = {"field": "column", "type": "nominal", "sort": None, "axis": None}
    shade = {"field": "people", "type": "quantitative", "legend": None}
    shade["scale"] = {"domain": [0, most], "range": [0.12, 1]}
    cell = {"type": "rect", "color": charts.WASH, "stroke": charts.PAPER, "height": 24}
    limit = charts.SIZES[size] / len(columns) - 8
    return {
        "width": charts.SIZES[size],
        "height": LINE * len(groups),
        "layer": [
            {
                "data": {"values": cells},
                "mark": {**cell, "yOffset": 9},
                "encoding": {"x": x, "y": y, "opacity": shade},
            },
            {
                "data": {"values": cells},
                "mark": {"type": "text", "baseline": "middle", "yOffset": 9},
                "encoding": {"x": x, "y": y, "text": {"field": "words"}},
            },
            {
                "data": {"values": labels},
                "mark": {"type": "text", "align": "left", "baseline": "middle", "yOffset": -11},
                "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "words"}},
            },
            {
                "data": {"values": headings},
                "mark": {"type": "text", "color": charts.FADED, "limit": limit, "fontWeight": 600},
                "encoding": {"x": x, "y": {"value": -10}, "text": {"field": "words"}},
            },
        ],
    }


def _largest_columns(table, most):
    """The columns of groups, at most so many, in the order of the table."""
    totals = next(row for row in table.rows if row.kind == "total").cells
    columns = [column for column in table.columns[1:] if column.name != "all"]

    def people(column):
        figure = totals[column.name]
        return 0 if figure is HIDDEN else figure.at_most

    largest = sorted(columns, key=people, reverse=True)[:most]
    return [column for column in columns if column in largest]


def largest_in_words(table):
    """The largest group of the rows, such as "male: 52–74"; "" when there is none."""
    groups = [
        row
        for row in table.rows
        if row.kind != "total"
        and row.cells["group"] not in (UNKNOWN, OTHERS)
        and row.cells["all"] is not HIDDEN
    ]
    if not groups:
        return ""
    largest = max(groups, key=lambda row: row.cells["all"].at_most)
    figure = largest.cells["all"]
    least, most = written(figure.at_least), written(figure.at_most)
    words = {"group": table.columns[0].words(largest.cells["group"]), "least": least, "most": most}
    if figure.is_exact:
        return _("%(group)s: %(least)s") % words
    return _("%(group)s: between %(least)s and %(most)s") % words
