"""How one person is held: the status on a day, and days in custody as bounds."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from register.figures import Figure
from register.models import Detention, Span
from register.models.span import ALWAYS
from register.words import status_in_words

CERTAIN = Span.Status.IN_CUSTODY
POSSIBLE = (Span.Status.IN_CUSTODY, Span.Status.MAYBE)


@dataclass(frozen=True)
class Status:
    """What holds on one day; `since` is None when nobody knows."""

    code: str
    words: str
    since: date | None = None
    presumed_from: date | None = None

    @property
    def without_days(self):
        """The same of somebody of whom an edition tells more than may be shown now."""
        return replace(self, since=None, presumed_from=None)

    @property
    def is_held(self):
        return self.code in POSSIBLE


def status_on(spans, on):
    """The Status that the spans of one entry give for a day; unknown where none holds."""
    span = next((span for span in spans if span.begins <= on < span.ends), None)
    if span is None:
        return Status(Span.Status.UNKNOWN, Span.Status.UNKNOWN.label)
    reasons, terms = dict(Detention.EndReason.choices), dict(Detention.ReleaseTerms.choices)
    terms.pop(Detention.ReleaseTerms.UNKNOWN, None)
    reasons.pop(Detention.EndReason.UNKNOWN, None)
    words = status_in_words(span.status, reasons.get(span.reason, ""), terms.get(span.terms, ""))
    presumed = span.presumed_from if span.presumed_from and span.presumed_from <= on else None
    return Status(
        span.status,
        words or span.get_status_display(),
        None if span.begins.isoformat() == ALWAYS else span.begins,
        presumed,
    )


def days_in_custody(spans, on):
    """Days up to and with the day asked: certain ones at least, possible ones at most."""
    return Figure(
        sum(_days(span, on) for span in spans if span.status == CERTAIN),
        sum(_days(span, on) for span in spans if span.status in POSSIBLE),
        "days",
    )


def _days(span, on):
    end = min(span.ends, on + timedelta(days=1))
    return max((end - span.begins).days, 0)
