from django.utils.translation import gettext as _

from core.numbers import written
from reports import charts

ROW, BAR, BESIDE = 46, 14, 52


def drawing(question, answer, size):
    """One bar for each fact, out of all to whom it applies: full where exact, pale where known only."""
    rows = [row for row in answer.rows if row["applies"].at_most]
    if not rows:
        return None
    words = answer.tables[0].columns[0].words
    values = [_value(order, words(row["fact"]), row) for order, row in enumerate(rows)]
    y = {"field": "order", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0}}
    width = charts.SIZES[size] - BESIDE
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 100], "range": [0, width]}}
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": ROW * len(values),
        "layer": [
            _bar(x | {"field": "all"}, y, charts.RULE),
            _bar(x | {"field": "known"}, y, charts.WASH),
            _bar(x | {"field": "exact"}, y, charts.ACCENT),
            _text(y, "label", at=0, yOffset=-8),
            _text(y, "words", at=width + 6, yOffset=9, color=charts.FADED),
        ],
    }


def _value(order, label, row):
    whole = row["applies"].at_most
    exact = 100 * row["exact"].at_most / whole
    known = exact + 100 * row["not_exact"].at_most / whole
    return {
        "order": order,
        "label": str(label),
        "exact": exact,
        "known": known,
        "all": 100,
        "words": _("%(known)s %%") % {"known": written(round(known))},
    }


def _bar(x, y, colour):
    return {
        "mark": {"type": "bar", "height": BAR, "yOffset": 9, "color": colour},
        "encoding": {"y": y, "x": x},
    }


def _text(y, field, *, at, **mark):
    return {
        "mark": {"type": "text", "align": "left", "baseline": "middle", **mark},
        "encoding": {"y": y, "x": {"value": at}, "text": {"field": field}},
    }
