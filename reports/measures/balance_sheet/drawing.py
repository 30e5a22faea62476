from itertools import accumulate, pairwise

from django.utils.translation import gettext as _

from core.numbers import written
from reports import charts
from reports.books.tables import with_minus

ROW, BAR = 58, 11


def drawing(question, answer, size):
    """Steps from the beginning to the end: full colour for the certain set, pale for the possible one."""
    rows = answer.rows
    step = answer.tables[0].columns[0].words
    values = [
        {
            "order": order,
            "label": str(step(row["step"])),
            "set": name,
            "from": low,
            "to": high,
            "words": _words(row["step"], row[name], name),
        }
        for name in ("certain", "possible")
        for order, (row, (low, high)) in enumerate(zip(rows, _ends(rows, name), strict=True))
    ]
    y = {"field": "order", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0}}
    most = max([value["to"] for value in values] + [1])
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, most * 1.5], "nice": False}}
    layers = [_label(y)]
    for name, colour, place in (("certain", charts.ACCENT, 6), ("possible", charts.WASH, 20)):
        chosen = {"transform": [{"filter": f"datum.set == '{name}'"}]}
        layers += [
            chosen
            | {
                "mark": {"type": "bar", "height": BAR, "yOffset": place, "color": colour},
                "encoding": {"y": y, "x": x | {"field": "from"}, "x2": {"field": "to"}},
            },
            chosen
            | {
                "mark": _text(place, dx=6, color=charts.FADED),
                "encoding": {"y": y, "x": x | {"field": "to"}, "text": {"field": "words"}},
            },
        ]
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": ROW * len(rows),
        "layer": layers,
    }


def _ends(rows, name):
    """From where to where each bar reaches: the stocks from nothing, a movement from the one before."""
    first, *steps, last = (row[name] for row in rows)
    running = list(accumulate(steps, initial=first))
    return [(0, first), *(tuple(sorted(pair)) for pair in pairwise(running)), (0, last)]


def _words(step, number, name):
    is_stock = step in ("opening", "closing")
    number = written(number) if is_stock or number <= 0 else f"+{written(number)}"
    words = {"certain": _("certain %(number)s"), "possible": _("possible %(number)s")}[name]
    return words % {"number": with_minus(number)}


def _label(y):
    return {
        "transform": [{"filter": "datum.set == 'certain'"}],
        "mark": _text(-11),
        "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "label"}},
    }


def _text(place, **mark):
    return {"type": "text", "align": "left", "baseline": "middle", "yOffset": place, **mark}
