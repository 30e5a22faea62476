"""The books as tables: a column for the certain set, one for the possible set, movements with their sign."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prisoners.facts.custody import DetentionFacts
from register.models import Change, Span
from reports.answers import Column, Row, Table

REASONS = {reason: reason.label for reason in DetentionFacts.EndReason}
STATUSES = {status: status.label for status in Span.Status}


def days_table(sure, maybe):
    """The books between two days, from both sets."""
    steps = {
        **_signed("in", 1, sure.came_in, maybe.came_in),
        "entered_filter": (sure.entered, maybe.entered),
        **_signed("out", -1, sure.went_out, maybe.went_out),
        "left_filter": (-sure.left, -maybe.left),
    }
    caption = _("The books: people, each counted once at both ends")
    return _table("books", caption, sure, maybe, steps)


def editions_table(sure, maybe):
    """The books between two editions, from both sets."""
    steps = {
        **_signed("known", 1, sure.came_in, maybe.came_in),
        **_signed("gone", -1, sure.went_out, maybe.went_out),
    }
    caption = _("The same day, as the earlier and as the later edition says")
    return _table("editions", caption, sure, maybe, steps)


def _signed(way, sign, sure, maybe):
    return {
        ":".join(filter(None, (way, *_parts(code)))): (
            sign * sure.get(code, 0),
            sign * maybe.get(code, 0),
        )
        for code in sorted({*sure, *maybe})
    }


def _parts(code):
    return code if isinstance(code, tuple) else (code,)


def _table(name, caption, sure, maybe, steps):
    words = {"books": day_step_in_words, "editions": edition_step_in_words}[name]
    columns = (
        Column("step", _("People in custody"), words=words),
        Column("certain", _("Certain"), words=with_minus, is_number=True),
        Column("possible", _("Possible"), words=with_minus, is_number=True),
    )
    rows = [
        Row({"step": "opening", "certain": sure.opening, "possible": maybe.opening}),
        *(
            Row({"step": step, "certain": certain, "possible": possible})
            for step, (certain, possible) in steps.items()
            if certain or possible
        ),
        Row({"step": "closing", "certain": sure.closing, "possible": maybe.closing}, "total"),
    ]
    return Table(name, caption, columns, rows)


def with_minus(number):
    return str(number).replace("-", "−")


def day_step_in_words(step):
    """A code such as "opening", "in:released" or "out:released:pardon" as the reader reads it."""
    match step.split(":"):
        case ["opening"]:
            return gettext("In custody on the day before")
        case ["closing"]:
            return gettext("In custody on the last day")
        case ["entered_filter"]:
            return gettext("in custody, and came to fit the filters")
        case ["left_filter"]:
            return gettext("in custody, and no longer fit the filters")
        case ["in", *before]:
            return _came_in_words(before[0] if before else "")
        case ["out", Span.Status.MAYBE]:
            return gettext("no longer certain")
        case ["out", Span.Status.RELEASED, reason]:
            return gettext("released: %(reason)s") % {"reason": REASONS.get(reason, reason)}
        case ["out", status, *_reason]:
            return STATUSES.get(status, status)
    return gettext("left custody")


def _came_in_words(before):
    match before:
        case Span.Status.MAYBE:
            return gettext("became certain")
        case Span.Status.RELEASED:
            return gettext("taken into custody again")
        case Span.Status.RESTRICTED:
            return gettext("taken into custody from restriction")
    return gettext("taken into custody")


def edition_step_in_words(step):
    """A code such as "opening" or "gone:withdrawn" as the reader reads it."""
    return {
        "opening": gettext("In custody as the earlier edition said"),
        "closing": gettext("In custody as the later edition says"),
        f"known:{Change.Kind.NEW}": gettext("newly known"),
        f"known:{Change.Kind.CORRECTED}": gettext("held, after a correction"),
        f"known:{Change.Kind.MERGED}": gettext("came with a record that was part of another"),
        f"gone:{Change.Kind.CORRECTED}": gettext("not held, after a correction"),
        f"gone:{Change.Kind.MERGED}": gettext("merged with another record"),
        f"gone:{Change.Kind.WITHDRAWN}": gettext("withdrawn"),
    }[step]
