"""Numbers and moments as spreadsheets keep them, as the texts that people see."""

import re
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite

EXACT_DIGITS = 15  # what spreadsheet programs show; the rest is noise of binary fractions
FIXED_DIGITS = 30  # beyond, 1E+30 stays as it is

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
SPREADSHEETS_29_FEBRUARY_1900 = 60  # they count a day that was not; before it all are one off

QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
DURATION = re.compile(r"PT(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:\.[0-9]*)?S)?")
ZEROS = re.compile("0{2,}")


def number(written):
    """7 and 7.0 are "7", 12.50 is "12.5"; what is no number stays as it is written."""
    if written.isascii() and written.isdigit():
        return written.lstrip("0") or "0"
    try:
        value = float(written)
    except ValueError:
        return written
    if not isfinite(value):
        return written
    if value.is_integer() and written.isascii() and written.removeprefix("-").isdigit():
        return str(int(written))
    shown = format(value, f".{EXACT_DIGITS}g")
    if "e" in shown and abs(Decimal(shown).adjusted()) < FIXED_DIGITS:
        shown = format(Decimal(shown), "f")
    return "0" if shown == "-0" else shown


def decimal(value):
    """An int or a Decimal, exactly: 7.0 is "7", 12.50 is "12.5"."""
    if isinstance(value, int):
        return str(value)
    if abs(value.adjusted()) > FIXED_DIGITS:
        return str(value)
    fixed = format(value, "f")
    fixed = fixed.rstrip("0").rstrip(".") if "." in fixed else fixed
    return "0" if fixed == "-0" else fixed


def shown_as(format_code, epoch=EPOCH):
    """The function that gives the text of a number in cells with this format of Excel.

    Only what changes the meaning is followed: dates, times, and zeros in front. A date of which the
    month is shown, or the year, is no more than that.
    """
    code = QUOTED.sub("", format_code.partition(";")[0]).lower()
    if ZEROS.fullmatch(code):
        return lambda written: number(written).zfill(len(code))
    has_time = bool(re.search("[hs]", code))
    is_elapsed = bool(re.search(r"\[(h|m|s)+\]", code))
    if "y" in code and not has_time and "d" not in code:
        length = 7 if "m" in code else 4
        return lambda written: moment(written, epoch)[:length]
    if "y" in code or "d" in code or (code and set(code) <= {"m"}):
        return lambda written: moment(written, epoch)
    if is_elapsed:
        return elapsed
    if has_time:
        return time_of_day
    return number


def moment(written, epoch=EPOCH):
    """“2020-08-09”, or “2020-08-09 14:30” where it is not midnight."""
    try:
        days, seconds = divmod(round(float(written) * 86_400), 86_400)
        if epoch == EPOCH and days < SPREADSHEETS_29_FEBRUARY_1900:
            if days < 1:
                return elapsed(written)
            days += 1
        day = epoch + timedelta(days=days)
    except (ValueError, OverflowError):
        return number(written)
    return f"{day.isoformat()} {_clock(seconds)}" if seconds else day.isoformat()


def time_of_day(written):
    """“14:30”, or “14:30:05”."""
    try:
        return _clock(round(float(written) * 86_400) % 86_400)
    except (ValueError, OverflowError):
        return number(written)


def elapsed(written):
    """“26:30” hours."""
    try:
        seconds = round(float(written) * 86_400)
    except (ValueError, OverflowError):
        return number(written)
    return _clock(seconds) if seconds >= 0 else f"-{_clock(-seconds)}"


def iso_moment(written):
    """“2020-08-09T00:00:00” without what says nothing."""
    day, _t, clock = written.partition("T")
    clock = clock.removesuffix(":00") if clock.count(":") == 2 else clock
    return f"{day} {clock}" if clock and clock != "00:00" else day


def iso_duration(written):
    """“PT14H30M00S” as “14:30”."""
    if not (found := DURATION.fullmatch(written)):
        return written
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return _clock(3600 * hours + 60 * minutes + seconds)


def _clock(seconds):
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
