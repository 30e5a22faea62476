"""Answers kept by edition and question: the second reader of a figure does not wait for it."""

import hashlib
from contextlib import contextmanager
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connections, router, transaction
from django.db.models import Max

from register.alerts import alert_staff
from register.models import Alert, Edition
from reports.withheld import of_today

KEPT_FOR = 24 * 60 * 60


def kept_answer(report, question):
    """The answer to `question`; computed when nobody asked since the edition came out.

    Staff are alerted when it is refused.
    """

    def computed(question):
        answer = report.answer(question)
        if answer.refusal:
            alert_staff(Alert.Kind.BOOKS, _place(report, question), question.edition)
        return answer

    return of_today(_kept("answer", report, question, computed))


def kept_claims(report, question):
    """Numbers that others stated, beside ours; none where the report has none."""
    return _kept("claims", report, question, report.claims) if report.claims else []


def _place(report, question):
    """Which figure, as an address; what a reader searched for is nobody's business."""
    pairs = [(name, value) for name, value in question.pinned() if name != "q"]
    return f"{report.slug}?{urlencode(pairs)}"


def _kept(what, report, question, compute):
    key = _key(what, report.slug, question)
    found = cache.get(key)
    if found is None:
        with room_to_sort():
            found = compute(question)
        # Another edition may have come out meanwhile: then this is not what its number says.
        if question.known is not None or question.edition == _latest():
            cache.set(key, found, KEPT_FOR)
    return found


@contextmanager
def room_to_sort():
    """Memory for the sorts and hashes of one answer: they would go to disk at a million people."""
    database = router.db_for_read(Edition)
    with transaction.atomic(using=database):
        with connections[database].cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64MB'")
        yield


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
