from django.utils.translation import gettext as _

from reports import charts


def drawing(question, answer, size):
    """A pale band from "at least" to "at most" over the certain part, and what each one means."""
    rows = answer.rows
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
        "layer": layers + _labels(rows, x, y, size),
    }


def _labels(rows, x, y, size):
    """Words at the right end, beside the lines that they name."""
    last = rows[-1]
    figure = last["held"]
    words = [(_("at least %(number)s") % {"number": figure.at_least}, figure.at_least, "top", 6)]
    if not figure.is_exact:
        words.append(
            (_("at most %(number)s") % {"number": figure.at_most}, figure.at_most, "bottom", -6)
        )
    return [
        {
            "data": {"values": [{"day": last["day"].isoformat(), "people": number, "words": text}]},
            "mark": {
                "type": "text",
                "align": "right",
                "baseline": baseline,
                "dx": -2,
                "dy": shift,
                "fontWeight": 600,
            },
            "encoding": {"x": x, "y": y | {"field": "people"}, "text": {"field": "words"}},
        }
        for text, number, baseline, shift in words
    ]
