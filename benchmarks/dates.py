"""Partial dates as sources give them: three of four are plain days, the rest are of every kind."""

from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2025, 12, 31)


def month_of(day):
    return day.strftime("%Y-%m")


def year_of(day):
    return day.strftime("%Y")


def between(day):
    return f"[{day - timedelta(days=5)}..{day + timedelta(days=4)}]"


# (share of all dates, what the source would have written)
KINDS = (
    (0.75, date.isoformat),
    (0.09, month_of),
    (0.05, year_of),
    (0.02, lambda day: f"{day}~"),
    (0.02, lambda day: f"{month_of(day)}~"),
    (0.01, lambda day: f"{year_of(day)}~"),
    (0.03, between),
    (0.01, lambda day: f"{day:%Y}"[:3] + "X"),
    (0.01, lambda day: f"[..{month_of(day)}]"),
    (0.01, lambda day: f"[{month_of(day)}..]"),
)
SHARES = [share for share, _ in KINDS]
WRITERS = [write for _, write in KINDS]


def as_stated(random, day):
    """`day` as a source may state it, in EDTF."""
    return random.choices(WRITERS, SHARES)[0](day)


def arrest_day(random):
    """Arrests come in waves: half of them in the two years after each of five elections."""
    if random.random() < 0.5:
        election = date(random.choice((2001, 2006, 2010, 2015, 2020)), 8, 9)
        return election + timedelta(days=min(int(random.expovariate(1 / 150)), 730))
    return FIRST_DAY + timedelta(days=random.randrange((LAST_DAY - FIRST_DAY).days))
