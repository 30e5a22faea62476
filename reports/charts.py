"""Charts: a Vega-Lite spec becomes SVG on this machine, without a browser and without the network.

A chart is an image of its own: light colours stand in its attributes, so that any program shows it,
and a style sheet inside replaces them where the reader prefers dark. Bounds are drawn as bands: full
colour for what is certain, pale for what is only possible.
"""

import re
from html import escape

from babel import Locale
from django.utils.translation import get_language, to_locale

from reports.kept import kept_drawing
from reports.words import in_short
from reports.xml_texts import in_xml

# The colours of static/rollcall.css, light and dark.
PAPER, INK, FADED, RULE, ACCENT, WASH = (
    "#fbfaf7",
    "#1c1b19",
    "#57534b",
    "#d8d3c7",
    "#1d4f7c",
    "#a9c3da",
)
DARK = {
    PAPER: "#17181a",
    INK: "#ebe8e1",
    FADED: "#b1aca1",
    RULE: "#3a3c40",
    ACCENT: "#9cc4ec",
    WASH: "#3d5a75",
}
# Opened by itself the image may use the style sheet inside it, and nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
FONT = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif"
WIDE, NARROW = 700, 340
SIZES = {"wide": WIDE, "narrow": NARROW}

CONFIG = {
    "aria": False,
    "background": None,
    "font": FONT,
    "padding": {"left": 2, "right": 8, "top": 8, "bottom": 4},
    "view": {"stroke": None},
    "axis": {
        "labelColor": FADED,
        "titleColor": FADED,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "domainColor": FADED,
        "tickColor": FADED,
        "gridColor": RULE,
        "labelPadding": 5,
    },
    "axisX": {"grid": False, "labelFlush": True},
    "axisY": {"domain": False, "ticks": False, "tickCount": 5, "tickMinStep": 1},
    "text": {"color": INK, "fontSize": 12.5},
    "area": {"line": False},
    "bar": {"color": ACCENT},
    "line": {"color": ACCENT, "strokeWidth": 2},
}


def drawn(spec, *, title, description):
    """The SVG of `spec`, titled and described for those who do not see it."""
    spec, title, description = in_xml([spec, title, description])
    svg = kept_drawing((spec, get_language()), lambda parts: _svg(parts[0]))
    words = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    return re.sub(r"(<svg[^>]*)>", rf'\1 role="img">{_escaped(words + STYLE)}', svg, count=1)


def _escaped(text):
    """Text that re.sub puts in as it is."""
    return text.replace("\\", r"\\")


def _svg(spec):
    import vl_convert  # half a second and 100 MB, for processes that draw

    return _smaller(
        vl_convert.vegalite_to_svg(
            {**spec, "config": CONFIG, "autosize": {"type": "fit-x", "contains": "padding"}},
            allowed_base_urls=[],
            format_locale=_numbers(),
            time_format_locale=_months(),
        )
    )


def _smaller(svg):
    """Coordinates to a tenth of a pixel, and nothing that draws nothing."""
    svg = re.sub(r'<path class="(?:background|foreground)"[^>]*/>', "", svg)
    svg = re.sub(
        r' (?:pointer-events|opacity|aria-hidden|class)="(?:none|1|true|mark[^"]*)"', "", svg
    )
    svg = re.sub(r"\d+\.\d{2,}", lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), svg)
    return svg.replace(f'font-family="{FONT}"', "")


STYLE = (
    f"<style>text{{font-family:{FONT}}}@media (prefers-color-scheme:dark){{svg{{background:{DARK[PAPER]}}}"
    + "".join(
        f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}'
        for light, dark in DARK.items()
    )
    + "}</style>"
)


def _locale():
    return Locale.parse(to_locale(get_language() or "en"))


def _numbers():
    symbols = _locale().number_symbols["latn"]
    return {
        "decimal": symbols["decimal"],
        "thousands": symbols["group"],
        "grouping": [3],
        "currency": ["", ""],
    }


def _months():
    locale = _locale()
    months = locale.months["stand-alone"]
    days = locale.days["stand-alone"]["wide"]
    return {
        "dateTime": "%x",
        "date": "%d %B %Y",
        "time": "%H:%M",
        "periods": ["", ""],
        "days": [days[number] for number in (6, 0, 1, 2, 3, 4, 5)],
        "shortDays": [days[number][:3] for number in (6, 0, 1, 2, 3, 4, 5)],
        "months": [months["wide"][number] for number in range(1, 13)],
        "shortMonths": [months["abbreviated"][number] for number in range(1, 13)],
    }


# --- pieces that several charts are made of -------------------------------------------------------


def words_at(x, y, values, *, colour=INK, **mark):
    """Words beside what they name, on a halo of paper, so that no line runs through them.

    `values` are the words' place and text: fields of `x` and `y`, and "words".
    """
    mark = {"type": "text", "fontWeight": 600, "color": colour, **mark}
    encoding = {"x": x, "y": y, "text": {"field": "words"}}
    data = {"values": [values]}
    halo = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round", "color": PAPER}
    return [
        {"data": data, "mark": {**mark, **halo}, "encoding": encoding},
        {"data": data, "mark": mark, "encoding": encoding},
    ]


def years_axis(days):
    """A time axis with years, or with months where the days span less than three years."""
    span = (max(days) - min(days)).days if days else 0
    axis = {"format": "%Y", "tickCount": "year"} if span > 3 * 365 else {"format": "%b %Y"}
    return {"title": None, "labelOverlap": "greedy", "labelSeparation": 14, **axis}


def bars(rows, size, *, most):
    """Horizontal bars, label above each so that long words have room; `rows` have label, figure."""
    unit, bar = 46, 14
    values = [
        {
            "label": row["label"],
            "order": order,
            "least": row["figure"].at_least,
            "most": row["figure"].at_most,
            "words": in_short(row["figure"]),
        }
        for order, row in enumerate(rows)
    ]
    y = {"field": "order", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0}}
    x = {"type": "quantitative", "axis": None, "scale": {"domain": [0, max(most, 1) * 1.16]}}
    return {
        "data": {"values": values},
        "width": SIZES[size],
        "height": unit * len(values),
        "layer": [
            {
                "mark": {"type": "bar", "height": bar, "yOffset": 9, "color": WASH},
                "encoding": {"y": y, "x": x | {"field": "least"}, "x2": {"field": "most"}},
            },
            {
                "mark": {"type": "bar", "height": bar, "yOffset": 9, "color": ACCENT},
                "encoding": {"y": y, "x": x | {"field": "least"}},
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "middle", "yOffset": -8},
                "encoding": {"y": y, "x": {"value": 0}, "text": {"field": "label"}},
            },
            {
                "mark": {
                    "type": "text",
                    "align": "left",
                    "baseline": "middle",
                    "dx": 6,
                    "yOffset": 9,
                    "color": FADED,
                },
                "encoding": {"y": y, "x": x | {"field": "most"}, "text": {"field": "words"}},
            },
        ],
    }
