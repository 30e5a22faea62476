"""Counts over time: a band from "at least" to "at most", alone or one strip for each group."""

from reports import charts
from reports.charts import in_short

POINTS = 300  # of all lines together: more would only make the file larger
STRIP = 66  # pixels


def thinned(rows, *, groups=0):
    """Rows evenly spaced, with the first and the last, as many as a chart of so many groups can show."""
    every = -(-len(rows) * max(groups, 1) // POINTS)
    kept = rows[::every]
    return kept if kept[-1] is rows[-1] else [*kept, rows[-1]]


def strips(days, groups, size):
    """One strip for each group, all of one scale, its name and last figure above the line.

    `groups` are (label, [Figure for each day]). Lines in one picture would cross, and their bands
    cover each other; strips need no colours to tell them apart.
    """
    highest = max((figure.at_most for _label, figures in groups for figure in figures), default=0)
    step = max(highest, 1) * 1.5  # a third of each strip is for its words
    first, last = days[0].isoformat(), days[-1].isoformat()
    values, labels, floors = [], [], []
    for place, (label, figures) in enumerate(groups):
        floor = (len(groups) - 1 - place) * step
        values += [
            {
                "group": place,
                "day": day.isoformat(),
                "floor": floor,
                "least": floor + figure.at_least,
                "most": floor + figure.at_most,
            }
            for day, figure in zip(days, figures, strict=True)
        ]
        labels.append((f"{label}: {in_short(figures[-1])}", floor + step * 0.96))
        floors += [{"group": place, "day": day, "floor": floor} for day in (first, last)]
    x = {"field": "day", "type": "temporal", "axis": charts.years_axis(days)}
    scale = {"domain": [0, step * len(groups)], "nice": False}
    y = {"type": "quantitative", "axis": None, "scale": scale}
    group = {"detail": {"field": "group"}}
    return {
        "data": {"values": values},
        "width": charts.SIZES[size],
        "height": STRIP * len(groups),
        "layer": [
            {
                "data": {"values": floors},
                "mark": {"type": "line", "color": charts.RULE, "strokeWidth": 1},
                "encoding": {"x": x, "y": y | {"field": "floor"}, **group},
            },
            {
                "mark": {"type": "area", "color": charts.WASH},
                "encoding": {"x": x, "y": y | {"field": "least"}, "y2": {"field": "most"}, **group},
            },
            {
                "mark": {"type": "area", "color": charts.ACCENT, "opacity": 0.16},
                "encoding": {
                    "x": x,
                    "y": y | {"field": "floor"},
                    "y2": {"field": "least"},
                    **group,
                },
            },
            {
                "mark": {"type": "line"},
                "encoding": {"x": x, "y": y | {"field": "least"}, **group},
            },
            *(
                layer
                for words, height in labels
                for layer in charts.words_at(
                    {"value": 0},
                    y | {"field": "people"},
                    {"people": height, "words": words},
                    align="left",
                    baseline="top",
                )
            ),
        ],
    }
