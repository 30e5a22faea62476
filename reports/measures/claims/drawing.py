from datetime import date, timedelta

from django.utils.translation import gettext as _

from core.numbers import written
from reports import charts
from reports.words import day

APART = 62  # pixels between two labelled points


def drawing(question, answer, size):
    """Our count with its bounds, and each claim as a point: full where it fits, a cross where nothing does."""
    if not answer.marks:
        return None
    (band,) = answer.marks
    first, last = band.points[0].day, max(question.on, *(one.latest for one in band.said))
    most = max(
        [one.value for one in band.said] + [_most(point.figure) for point in band.points] + [1]
    )
    x = {"field": "day", "type": "temporal", "axis": charts.years_axis([first, last])}
    y = {"type": "quantitative", "title": None, "scale": {"domain": [0, most * 1.12]}}
    return {
        "width": charts.SIZES[size],
        "height": 300,
        "layer": [
            *_band(band, x, y),
            *_labels(band, x, y, size, (last - first).days),
            *_said(band, x, y),
        ],
    }


def _most(figure):
    return figure.at_least if figure.at_most is None else figure.at_most


def _band(band, x, y):
    values = [
        {
            "day": point.day.isoformat(),
            "least": point.figure.at_least,
            "most": _most(point.figure),
        }
        for point in band.points
    ]
    data = {"data": {"values": values}}
    least = {"x": x, "y": y | {"field": "least"}}
    yield data | {
        "mark": {"type": "area", "color": charts.WASH},
        "encoding": least | {"y2": {"field": "most"}},
    }
    yield data | {"mark": {"type": "line"}, "encoding": least}


def _said(band, x, y):
    values = [
        {
            "day": _middle(one).isoformat(),
            "from": one.earliest.isoformat(),
            "to": one.latest.isoformat(),
            "value": one.value,
            "fits": "meant" if one.fits_as_meant else "otherwise" if one.fits else "none",
        }
        for one in band.said
    ]
    data = {"data": {"values": values}}
    y = y | {"field": "value"}
    yield data | {
        "mark": {"type": "rule", "color": charts.FADED},
        "encoding": {"x": x | {"field": "from"}, "x2": {"field": "to"}, "y": y},
    }
    for fits, mark in (
        ("meant", {"shape": "circle", "filled": True, "color": charts.INK}),
        ("otherwise", {"shape": "circle", "filled": False, "color": charts.INK}),
        ("none", {"shape": "cross", "filled": True, "color": charts.FADED}),
    ):
        yield data | {
            "transform": [{"filter": f"datum.fits == '{fits}'"}],
            "mark": {"type": "point", "size": 46, "opacity": 1, **mark},
            "encoding": {"x": x, "y": y},
        }


def _middle(one):
    return one.earliest + timedelta(days=(one.latest - one.earliest).days // 2)


def _labels(band, x, y, size, days):
    """The newest claims that have room beside each other, and our own line at its end."""
    last = band.points[-1]
    words = (
        _("this register: %(number)s")
        if band.since is None
        else _("this register since %(day)s: %(number)s")
    )
    value = {
        "day": last.day.isoformat(),
        "people": _most(last.figure),
        "words": words
        % {"number": charts.in_short(last.figure), "day": day(band.since) if band.since else ""},
    }
    yield from charts.words_at(
        x,
        y | {"field": "people"},
        value,
        colour=charts.ACCENT,
        align="right",
        baseline="bottom",
        dy=-5,
    )
    before = None
    for one in sorted(band.said, key=_middle, reverse=True):
        place = _pixels(_middle(one), last.day, days, size)
        if before is not None and before - place < APART:
            continue
        before = place
        value = {"day": _middle(one).isoformat(), "people": one.value, "words": written(one.value)}
        align = "right" if charts.SIZES[size] - place < APART else "center"
        yield from charts.words_at(
            x, y | {"field": "people"}, value, align=align, baseline="bottom", dy=-7
        )


def _pixels(on: date, last: date, days, size):
    return charts.SIZES[size] * (1 - (last - on).days / max(days, 1))
