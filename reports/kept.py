"""Answers kept by question: the second reader of a figure does not wait for it."""

from contextlib import contextmanager
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connections, router, transaction

from register.alerts import alert_staff
from register.cached import A_DAY, key_of, read_stamp
from register.models import Alert, Edition
from reports.packed import packed, unpacked


def kept_answer(report, question):
    """The answer to `question`; computed when nobody asked since the register changed.

    Staff are alerted when it is refused.
    """

    def computed(question):
        answer = report.answer(question)
        if answer.refusal:
            alert_staff(Alert.Kind.BOOKS, _place(report, question), question.edition)
        return answer

    return kept("answer", report, question, computed)


def kept_claims(report, question):
    """Numbers that others stated, beside ours; none where the report has none."""
    return kept("claims", report, question, report.claims) if report.claims else []


def _place(report, question):
    """Which figure, as an address; what a reader searched for is nobody's business."""
    pairs = [(name, value) for name, value in question.pinned() if name != "q"]
    return f"{report.slug}?{urlencode(pairs)}"


def kept(what, report, question, compute):
    """What `compute(question)` gives, for any reader of the same state of the register.

    A past edition too may answer otherwise after a change: places and recognitions by which people
    are chosen follow today's catalogues, and what was erased is in no edition.
    """
    key = key_of(read_stamp(), what, report.slug, question)
    text = cache.get(key)
    if text is not None:
        return unpacked(text)
    with room_to_sort():
        found = compute(question)
    cache.set(key, packed(found), A_DAY)
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
    key = key_of("drawing", spec)
    svg = cache.get(key)
    if svg is None:
        svg = draw(spec)
        cache.set(key, svg, A_DAY)
    return svg
