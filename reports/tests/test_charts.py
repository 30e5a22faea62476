"""Charts with words that nobody expects: a sign that XML cannot hold would end the whole process."""

from xml.etree import ElementTree

import pytest

from register.figures import Figure
from reports.charts import bars, drawn
from reports.framed import framed, png
from tests.hostile import hostile

SIGNS = "".join(map(chr, [*range(1, 32), 127, 0xFFFE, 0xFFFF])) + "<&>\"'"


@pytest.mark.parametrize("words", [SIGNS, " ".join(text[:80] for text in hostile())])
def test_words_of_any_signs_are_drawn(words):
    chart = drawn(
        bars([{"label": words, "figure": Figure(1, 1, "people")}], "narrow", most=1),
        title=words,
        description=words,
    )
    picture = framed(chart, "narrow", title=words, quote=words, source=words)

    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert png(picture).startswith(b"\x89PNG")
