"""Partial dates read the slow way: every day that each may mean, every combination of them.

What the database's rules about days are compared with. All dates lie in August 2020; a side that is
left open ends a few days outside of it.
"""

from datetime import date, timedelta
from itertools import product

from hypothesis import strategies as st

from core.partial_dates import parse_edtf

FIRST, LAST = date(2020, 7, 20), date(2020, 9, 10)

_days = st.integers(3, 14).map(lambda day: f"2020-08-{day:02}")
_pairs = st.tuples(_days, _days).map(sorted)
exact = _days
between = _pairs.map(lambda ends: f"[{ends[0]}..{ends[1]}]")
about = _days.map(lambda day: day + "~")
open_sided = st.one_of(_days.map("[..{}]".format), _days.map("[{}..]".format))
known_dates = st.one_of(exact, exact, between, about, open_sided)
dates = st.one_of(known_dates, known_dates, known_dates, st.just(""))


def days_of(text):
    """Every day that `text` may mean; [None] when it is unknown or was not given."""
    if not text:
        return [None]
    found = parse_edtf(text)
    first, last = found.earliest or FIRST, found.latest or LAST
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def in_order(*days):
    """Whether days come in this order, as far as they are known."""
    known = [day for day in days if day is not None]
    return known == sorted(known)


def has_reading_in_order(*texts):
    return any(in_order(*days) for days in product(*map(days_of, texts)))


def certain_days(began, ended, confirmed):
    """The days in custody under every reading of one detention's dates."""
    arrests = days_of(began)
    if arrests == [None]:
        arrests = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
    readings = [
        _held(*days)
        for days in product(arrests, days_of(confirmed), days_of(ended))
        if in_order(*days)
    ]
    return set.intersection(*readings) if readings else set()


def _held(began, confirmed, ended):
    """Days in custody under one reading: without an end, up to the last day that it was known."""
    last = ended - timedelta(1) if ended else confirmed or began
    return {began + timedelta(n) for n in range((last - began).days + 1)}
