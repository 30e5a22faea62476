"""What the query string asks, the same on every page, report and export.

`on` is the day asked about; `known` the edition, or a moment, whose knowledge is asked for. A date
in `known` means the end of that day in the register's time zone; `lang` is the language of data
that has no language in its address.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.date_words import in_words
from register.cached import read_stamp
from register.models import Edition
from register.models.version import OPEN


class NotUnderstood(ValueError):
    """A value in the query string that cannot be answered: which field, and why, for the reader."""

    def __init__(self, field, message):
        super().__init__(message)
        self.field = field
        self.message = message


@dataclass(frozen=True)
class Asked:
    """The day and the edition that an answer is about.

    `known` is the edition asked for, None for the latest: what `Model.objects.known()` takes.
    `edition` is the edition that answers; None while nothing has been published. `stamp` names the
    state of the register in which it was asked, `gaps` what the answer could not give meanwhile.
    """

    on: date
    known: int | None
    edition: Edition | None
    latest: int
    stamp: UUID | None = None
    is_on_given: bool = False
    language: str = "en"
    gaps: list = field(default_factory=list, compare=False, repr=False)

    @property
    def is_pinned(self):
        return self.known is not None

    @property
    def is_past(self):
        """Whether a later edition may say something else."""
        return self.known is not None and self.known < self.latest

    @property
    def edition_number(self):
        return self.edition.number if self.edition else 0


def read_asked(query, *, today=None, stamp=None):
    """The Asked of a QueryDict; refuses impossible days and editions with NotUnderstood.

    `stamp` is given where it was read before.
    """
    for name in ("on", "known", "lang"):
        if "\0" in query.get(name, ""):
            raise NotUnderstood(name, _("This holds a sign that no text can have."))
    stamp = stamp or read_stamp()
    latest = Edition.objects.order_by("-number").first()
    known = _edition(query.get("known", "").strip(), latest)
    on = query.get("on", "").strip()
    return Asked(
        on=read_day("on", on) if on else today or timezone.localdate(),
        known=known.number if known else None,
        edition=known or latest,
        latest=latest.number if latest else 0,
        stamp=stamp,
        is_on_given=bool(on),
        language=_language(query.get("lang", "").strip()),
    )


def read_day(field, text):
    """One day of the calendar, written 2024-12-09."""
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise NotUnderstood(
            field,
            _("“%(text)s” is not a day of the calendar. Write year-month-day, such as 2024-12-09.")
            % {"text": text[:40]},
        ) from None
    if not 1000 <= day.year <= 9998:
        raise NotUnderstood(field, _("Choose a day between the years 1000 and 9998."))
    return day


def read_page_number(text):
    """The number of a page of a list, from 1."""
    if not re.fullmatch(r"[0-9]{1,9}", text or "1") or int(text or 1) < 1:
        raise NotUnderstood(
            "page", _("“%(text)s” is not the number of a page.") % {"text": text[:40]}
        )
    return int(text or 1)


def _edition(text, latest):
    """The edition that `text` names; None for "" (the latest, whichever it is)."""
    if not text:
        return None
    if latest is None:
        raise NotUnderstood("known", _("Nothing has been published yet, so there is no edition."))
    if re.fullmatch(r"[0-9]+", text):
        return _numbered(text, latest)
    moment = _moment(text)
    if moment > timezone.now() + timedelta(days=1):
        raise NotUnderstood(
            "known", _("That moment has not come: nobody knows what the register will say then.")
        )
    edition = Edition.objects.filter(published_at__lte=moment).order_by("-number").first()
    if edition is None:
        first = Edition.objects.order_by("number").first()
        raise NotUnderstood(
            "known",
            _("Nothing had been published then. The first edition is of %(day)s.")
            % {"day": _in_words(first.published_at)},
        )
    return edition


def _numbered(text, latest):
    number = int(text) if len(text) < 12 else OPEN
    if number == 0:
        raise NotUnderstood("known", _("Editions are numbered from 1."))
    edition = Edition.objects.filter(number=number).first() if number < OPEN else None
    if edition is None:
        raise NotUnderstood(
            "known",
            _("There is no edition %(number)s. The latest is %(latest)d.")
            % {"number": text[:12], "latest": latest.number},
        )
    return edition


def _moment(text):
    """A moment with its zone; a date is its last moment, and both are the register's time."""
    zone = timezone.get_default_timezone()
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            day = date.fromisoformat(text)
            return datetime.combine(day, time.max, tzinfo=zone)
        # "+" arrives as a space when it was not escaped in the address.
        moment = datetime.fromisoformat(re.sub(r" (?=[0-9]{2}:?[0-9]{2}$)", "+", text))
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        raise NotUnderstood(
            "known",
            _(
                "“%(text)s” is neither the number of an edition nor a moment. "
                "Write for example 12, 2024-12-09 or 2024-12-09T18:00."
            )
            % {"text": text[:40]},
        ) from None


def _language(code):
    if not code:
        return get_language() or settings.LANGUAGE_CODE
    if code not in dict(settings.LANGUAGES):
        raise NotUnderstood(
            "lang",
            _("“%(code)s” is not a language of this register. It has: %(codes)s.")
            % {"code": code[:20], "codes": ", ".join(dict(settings.LANGUAGES))},
        )
    return code


def _in_words(moment):
    return in_words(timezone.localdate(moment).isoformat())
