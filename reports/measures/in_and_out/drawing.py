from django.utils.translation import gettext as _

from core.partial_dates import parse_edtf
from reports import charts


def drawing(question, answer, size):
    """Newly held upwards, released downwards; full colour for at least, pale for at most."""
    values = [
        {
            "month": f"{parse_edtf(row['month']).earliest:%Y-%m-01}",
            "in_least": row["newly_held"].at_least,
            "in_most": row["newly_held"].at_most,
            "out_least": -row["released"].at_least,
            "out_most": -row["released"].at_most,
        }
        for row in answer.rows
    ]
    days = [parse_edtf(row["month"]).earliest for row in answer.rows]
    x = {
        "field": "month",
        "type": "temporal",
        "timeUnit": "yearmonth",
        "axis": charts.years_axis(days),
        "bandPosition": 0.5,
    }
    top = max([value["in_most"] for value in values] + [1])
    bottom = min([value["out_most"] for value in values] + [-1])
    y = {
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [bottom * 1.2, top * 1.2], "nice": True},
        "axis": {"labelExpr": "format(abs(datum.value), ',')"},
    }
    width = max(2, min(28, charts.SIZES[size] * 0.7 / max(len(values), 1)))
    bars = [
        ("in_most", charts.WASH),
        ("in_least", charts.ACCENT),
        ("out_most", charts.RULE),
        ("out_least", charts.FADED),
    ]
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": 280,
        "layer": [
            *(
                {
                    "mark": {"type": "bar", "color": colour, "width": width},
                    "encoding": {"x": x, "y": y | {"field": name}},
                }
                for name, colour in bars
            ),
            {
                "mark": {"type": "rule", "color": charts.INK},
                "encoding": {"y": {"datum": 0, "type": "quantitative"}},
            },
            _label(_("newly held"), 4, "top", charts.ACCENT),
            _label(_("released"), 276, "bottom", charts.FADED),
        ],
    }


def _label(words, height, baseline, colour):
    return {
        "data": {"values": [{"words": words}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": baseline,
            "fontWeight": 600,
            "color": colour,
        },
        "encoding": {
            "x": {"value": 4},
            "y": {"value": height},
            "text": {"field": "words"},
        },
    }
