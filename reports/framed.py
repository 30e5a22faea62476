"""A chart as a picture that stands by itself: with title, sentence, source and day inside."""

import re
from html import escape
from textwrap import wrap

from reports import charts
from reports.kept import kept_drawing
from reports.xml_texts import in_xml

EDGE = 20
SHARPER = 2  # a PNG has so many pixels for each of the drawing
LETTER = 0.56  # how wide a letter is on average, for its size; Cyrillic is wider than Latin


def framed(svg, size, *, title, quote, source):
    """The SVG of a chart within a larger one."""
    width = charts.SIZES[size] + 2 * EDGE
    words, top = [], EDGE
    for text, font, colour, weight in (
        (title, 20, charts.INK, 600),
        (quote, 14, charts.FADED, 400),
    ):
        lines, top = _lines(text, font, colour, weight, top=top, width=width)
        words += lines
    chart_width, height = (float(_attribute(svg, name)) for name in ("width", "height"))
    below, bottom = _lines(source, 12, charts.FADED, 400, top=top + height + 12, width=width)
    inner = re.sub(r"<svg[^>]*>", "", svg, count=1)
    view = _attribute(svg, "viewBox")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{bottom + EDGE:.0f}" '
        f'viewBox="0 0 {width} {bottom + EDGE:.0f}" role="img" font-family="{charts.FONT}">'
        f'<rect width="100%" height="100%" fill="{charts.PAPER}"/>{"".join([*words, *below])}'
        f'<svg x="{EDGE}" y="{top}" width="{chart_width}" height="{height}" viewBox="{view}">{inner}</svg>'
    )


def _lines(text, font, colour, weight, *, top, width):
    """<text> elements of a text that is broken to fit, and where the next thing may begin."""
    found = []
    for line in wrap(in_xml(text), int((width - 2 * EDGE) / (font * LETTER))):
        top += round(font * 1.35)
        found.append(
            f'<text x="{EDGE}" y="{top}" font-size="{font}" font-weight="{weight}" fill="{colour}">'
            f"{escape(line)}</text>"
        )
    return found, top + 8


def png(svg):
    """The same picture as pixels, in its light colours."""

    def draw(svg):
        import vl_convert  # half a second and 100 MB, for processes that draw

        plain = re.sub(r"<style>.*?</style>", "", svg, flags=re.DOTALL)
        return vl_convert.svg_to_png(plain, scale=SHARPER)

    return kept_drawing(("png", svg), lambda key: draw(key[1]))


def _attribute(svg, name):
    return re.search(rf'<svg[^>]* {name}="([^"]*)"', svg)[1]
