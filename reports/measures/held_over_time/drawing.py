from django.utils.translation import gettext as _

from reports import charts
from reports.drawing.over_time import strips, thinned
from reports.measures.held_over_time.answer import COLUMNS


def drawing(question, answer, size):
    """A pale band from "at least" to "at most" over the certain part; one strip for each group."""
    groups = answer.tables[0].columns[len(COLUMNS) :]
    rows = thinned(answer.rows, groups=len(groups))
    if groups:
        figures = [(str(group.heading), [row[group.name] for row in rows]) for group in groups]
        return strips([row["day"] for row in rows], figures, size)
    values = [
        {"day": row["day"].isoformat(), "least": row["held"].at_least, "most": row["held"].at_most}
        for row in rows
    ]
    days = [row["day"] for row in rows]
    x = {"field": "day", "type": "temporal", "axis": charts.years_axis(days)}
    y = {"type": "quantitative", "scale": {"zero": True, "nice": True}, "title": None}
    layers = [
        {
            "mark": {"type": "area", "color": charts.WASH},
            "encoding": {"x": x, "y": y | {"field": "least"}, "y2": {"field": "most"}},
        },
        {
            "mark": {"type": "area", "color": charts.ACCENT, "opacity": 0.16},
            "encoding": {"x": x, "y": y | {"field": "least"}},
        },
        {"mark": {"type": "line"}, "encoding": {"x": x, "y": y | {"field": "least"}}},
    ]
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": 260,
        "layer": [*layers, *_labels(rows[-1], x, y)],
    }


def _labels(last, x, y):
    """Words at the right end, beside the lines that they name."""
    figure, place = last["held"], {"day": last["day"].isoformat()}
    y = y | {"field": "people"}
    least = _("at least %(number)s") % {"number": figure.at_least}
    value = place | {"people": figure.at_least, "words": least}
    yield from charts.words_at(x, y, value, align="right", baseline="top", dx=-2, dy=6)
    if not figure.is_exact:
        most = _("at most %(number)s") % {"number": figure.at_most}
        value = place | {"people": figure.at_most, "words": most}
        yield from charts.words_at(x, y, value, align="right", baseline="bottom", dx=-2, dy=-6)
