"""Partial dates: what a source says about a day, no more exact than it says it.

A partial date is text in EDTF (ISO 8601-2). These forms are accepted, and only spelt this way:

    2020-08-09  2020-08  2020  202X            the day, month, year, decade
    2020-08-09~  2020-08~  2020~               ± 3 days, ± 1 month, ± 1 year; so with ? and %
    [2020-08-01..2020-08-09]                   one of these days; ends may be months or years,
    [..2021-03]  [2021-03..]                   may carry ~ ? %, and one of them may be left open

The SQL function edtf_days (core/sql/edtf_days.sql) gives the same days; a test compares the two.
All days lie in the years 0001 to 9998, so that the day after the last one can be written too.
What people type is read by core/date_reading.py and shown by core/date_words.py.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

BASIC = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%])?")
DECADE = re.compile(r"[0-9]{3}X")
BRACKET = re.compile(r"\[([^\[\].]*)\.\.([^\[\].]*)\]")


class DateNotUnderstood(ValueError):
    """The text is no date, or more than one. Says why, and what to write instead."""


@dataclass(frozen=True)
class PartialDate:
    """One partial date; `earliest` and `latest` are the days it may mean, None where open.

    There is no order: "2020" is neither before nor after "2020-08". Compare the ends.
    """

    text: str
    earliest: date | None = field(init=False, compare=False, repr=False)
    latest: date | None = field(init=False, compare=False, repr=False)

    def __post_init__(self):
        earliest, latest = _ends(self.text)
        object.__setattr__(self, "earliest", earliest)
        object.__setattr__(self, "latest", latest)

    def __str__(self):
        return self.text

    @property
    def days(self):
        """What edtf_days gives for the text: the last day is counted in, the upper end is not."""
        return DateRange(
            self.earliest,
            self.latest and self.latest + timedelta(days=1),
            "[)" if self.earliest else "()",
        )

    @property
    def is_exact(self):
        """One single day, and nobody doubts it."""
        return self.earliest is not None and self.earliest == self.latest

    def overlaps(self, other):
        """Whether some day is possible for both."""
        return not (
            (self.latest and other.earliest and self.latest < other.earliest)
            or (other.latest and self.earliest and other.latest < self.earliest)
        )


@lru_cache(maxsize=10_000)
def parse_edtf(text):
    """The PartialDate spelt so; None for "" (unknown). Other text raises DateNotUnderstood."""
    return PartialDate(text) if text else None


def _ends(text):
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        try:
            day = date.fromisoformat(text)
        except ValueError:
            pass  # the long way round finds the reason
        else:
            if day.year < 9999:
                return day, day

    if DECADE.fullmatch(text):
        year = int(text[:3]) * 10
        if not 10 <= year <= 9980:
            raise _outside_calendar(text)
        return date(year, 1, 1), date(year + 9, 12, 31)

    if not (bracket := BRACKET.fullmatch(text)):
        return _basic_ends(text, text)

    start, end = bracket.groups()
    if not start and not end:
        raise DateNotUnderstood(_("“[..]” is not a date: give at least one side."))
    earliest = _basic_ends(start, text)[0] if start else None
    latest = _basic_ends(end, text)[1] if end else None
    if earliest and latest and earliest > latest:
        raise DateNotUnderstood(
            _("“%(text)s” is not a date: it ends before it begins.") % {"text": text}
        )
    return earliest, latest


def _basic_ends(text, whole):
    """First and last day of a day, month or year with or without a doubt; `whole` is for errors."""
    if not (match := BASIC.fullmatch(text)):
        raise DateNotUnderstood(
            _(
                "“%(text)s” is not a date. Write for example 2020-08-09, 2020-08, 2020, 202X, "
                "2020-08~, [2020-08-01..2020-08-09], [..2021-03] or [2021-03..]."
            )
            % {"text": whole[:60]}
        )
    year, month, day = (part and int(part) for part in match.group(1, 2, 3))
    doubt = 1 if match[4] else 0
    if year == 0:
        raise DateNotUnderstood(
            _("“%(text)s” is not a date: there is no year 0000.") % {"text": whole}
        )
    if month is not None and not 1 <= month <= 12:
        raise DateNotUnderstood(
            _("“%(text)s” is not a date: there is no month %(month)s.")
            % {"text": whole, "month": match[2]}
        )
    length = month and monthrange(year, month)[1]
    if day is not None and not 1 <= day <= length:
        raise DateNotUnderstood(
            _("“%(text)s” is not a date: %(month)s %(year)d has %(length)d days.")
            % {"text": whole, "month": MONTHS[month], "year": year, "length": length}
        )
    try:
        if day is not None:
            first = date(year, month, day) - timedelta(days=3 * doubt)
            after = date(year, month, day) + timedelta(days=1 + 3 * doubt)
        elif month is not None:
            first = _first_of_month(year, month - doubt)
            after = _first_of_month(year, month + 1 + doubt)
        else:
            first = date(year - doubt, 1, 1)
            after = date(year + 1 + doubt, 1, 1)
    except (ValueError, OverflowError):
        raise _outside_calendar(whole) from None
    if after > date(9999, 1, 1):
        raise _outside_calendar(whole)
    return first, after - timedelta(days=1)


def _first_of_month(year, month):
    """Months run on over the ends of the year: 0 is last December, 13 next January."""
    years, month_index = divmod(month - 1, 12)
    return date(year + years, month_index + 1, 1)


def _outside_calendar(text):
    return DateNotUnderstood(
        _("“%(text)s” is not a date: it must lie in the years 0001 to 9998.") % {"text": text}
    )
