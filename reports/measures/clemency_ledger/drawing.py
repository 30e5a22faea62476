from django.utils.translation import gettext as _

from core.partial_dates import parse_edtf
from reports import charts


def drawing(question, answer, size):
    """Two stairs: the sum announced and the sum identified, each with its bounds."""
    values = [_value(row) for row in answer.rows if parse_edtf(row["announced_on"])]
    if not values:
        return None
    values.append(values[-1] | {"day": question.ends.isoformat()})
    days = [question.begins, question.ends]
    x = {"field": "day", "type": "temporal", "axis": charts.years_axis(days)}
    y = {"type": "quantitative", "title": None, "scale": {"zero": True}}
    layers = []
    for name, colour, pale in (
        ("announced", charts.ACCENT, charts.WASH),
        ("identified", charts.INK, charts.RULE),
    ):
        stair = {"interpolate": "step-after"}
        least, most = y | {"field": f"{name}_least"}, {"field": f"{name}_most"}
        layers += [
            {
                "mark": {"type": "area", "color": pale, **stair},
                "encoding": {"x": x, "y": least, "y2": most},
            },
            {"mark": {"type": "line", "color": colour, **stair}, "encoding": {"x": x, "y": least}},
        ]
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": 280,
        "layer": [*layers, *_labels(values[-1], x, y)],
    }


def _value(row):
    announced, identified = row["running_announced"], row["running_identified"]
    date = parse_edtf(row["announced_on"])
    return {
        "day": (date.earliest or date.latest).isoformat(),
        "announced_least": announced.at_least,
        "announced_most": announced.at_least if announced.at_most is None else announced.at_most,
        "identified_least": identified.at_least,
        "identified_most": identified.at_most,
        "announced": charts.in_short(announced),
        "identified": charts.in_short(identified),
    }


def _labels(last, x, y):
    for name, words, colour in (
        ("announced", _("announced: %(number)s"), charts.ACCENT),
        ("identified", _("identified: %(number)s"), charts.INK),
    ):
        value = {
            "day": last["day"],
            "people": last[f"{name}_most"],
            "words": words % {"number": last[name]},
        }
        yield from charts.words_at(
            x,
            y | {"field": "people"},
            value,
            colour=colour,
            align="right",
            baseline="bottom",
            dy=-5,
        )
