"""Answers kept by edition and question: the second reader of a figure does not wait for it."""

import hashlib

from django.core.cache import cache
from django.db.models import Max

from register.models import Edition

KEPT_FOR = 24 * 60 * 60


def kept_answer(report, question):
    """The answer to `question`; computed when nobody asked since the edition came out."""
    return _kept("answer", report, question, report.answer)


def kept_claims(report, question):
    """Numbers that others stated, beside ours; none where the report has none."""
    return _kept("claims", report, question, report.claims) if report.claims else []


def _kept(what, report, question, compute):
    key = _key(what, report.slug, question)
    found = cache.get(key)
    if found is None:
        found = compute(question)
        # Another edition may have come out meanwhile: then this is not what its number says.
        if question.known is not None or question.edition == _latest():
            cache.set(key, found, KEPT_FOR)
    return found


def kept_drawing(spec, draw):
    """The SVG of a chart, drawn when no chart of the same look and data was."""
    key = _key("drawing", spec)
    svg = cache.get(key)
    if svg is None:
        svg = draw(spec)
        cache.set(key, svg, KEPT_FOR)
    return svg


def _key(*parts):
    return "report-" + hashlib.sha256(repr(parts).encode()).hexdigest()


def _latest():
    return Edition.objects.aggregate(latest=Max("number"))["latest"] or 0
