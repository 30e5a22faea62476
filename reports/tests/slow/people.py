"""What is known of one person: bounds of dates, and where they are on a day."""

import re
from datetime import date, timedelta

from core.partial_dates import parse_edtf

FIRST_SOURCE = date(2021, 2, 10)
PRESUMED = 180
DAY = timedelta(days=1)
IN_CUSTODY = ("in_facility", "in_hospital", "in_transit", "execution")


def bounds(text, someone=None):
    """(earliest, latest) day that `text` may mean; a withheld person's days are known to the month."""
    if someone is not None and someone.is_withheld:
        text = re.sub(r"(\d{4}-\d{2})-\d{2}", r"\1", text)
    found = parse_edtf(text)
    return (found.earliest, found.latest) if found else (None, None)


def born(someone):
    """The register keeps the month of birth, of withheld people the decade."""
    earliest, latest = bounds(someone.born_on)
    if earliest is None:
        return None, None
    if someone.is_withheld:
        return date(earliest.year // 10 * 10, 1, 1), date(latest.year // 10 * 10 + 9, 12, 31)
    after = (latest.replace(day=1) + timedelta(days=31)).replace(day=1)
    return earliest.replace(day=1), after - DAY


def prison_days(sentence):
    """A year has 365.25 days; half a day counts as one."""
    return int(sentence.years * 365.25 + 0.5)


def custody(someone):
    """Detentions in custody; restriction alone is none."""
    return [held for held in someone.detentions if held.form != "restriction"]


def surely_held(someone, held, day):
    """Whether that detention surely holds on the day, by its dates or by presumption."""
    earliest_begin, latest_begin = bounds(held.began_on, someone)
    confirmed_first, confirmed_last = bounds(held.last_confirmed_on, someone)
    sure_from = latest_begin if held.began_on else confirmed_last
    if sure_from is None or day < sure_from:
        return False
    if held.ended_on:
        earliest_end, _latest = bounds(held.ended_on, someone)
        if earliest_end is None:
            known = [day for day in (confirmed_first, latest_begin) if day]
            earliest_end = max(known) + DAY if known else None
        return earliest_end is not None and day < earliest_end
    last_known = confirmed_first or latest_begin
    last_day = last_known + timedelta(days=PRESUMED)
    if someone.sentence and earliest_begin:
        served = earliest_begin + timedelta(days=prison_days(someone.sentence))
        last_day = max(last_day, served - DAY)
    return day <= last_day


def possible_begin(someone, held):
    earliest, latest = bounds(held.began_on, someone)
    candidates = [
        earliest or FIRST_SOURCE,
        latest,
        bounds(held.last_confirmed_on, someone)[0],
        bounds(held.ended_on, someone)[1],
    ]
    return min(day for day in candidates if day)


def possibly_held(someone, held, day):
    latest_end = bounds(held.ended_on, someone)[1]
    still = not held.ended_on or latest_end is None or day < latest_end
    return surely_held(someone, held, day) or (possible_begin(someone, held) <= day and still)


def death_status(someone):
    """The status that death brings. Who died in an unknown way while held died in custody."""
    is_custody = someone.death.death_class in IN_CUSTODY
    return "died_in_custody" if is_custody else "died"


def status(someone, day):
    """One status for each day; None before anything is known of the person."""
    dead_maybe, dead_surely = (
        bounds(someone.death.died_on, someone) if someone.death else (None,) * 2
    )
    if someone.death and dead_surely and day >= dead_surely:
        return death_status(someone)
    may_be_dead = someone.death and (dead_maybe is None or day >= dead_maybe)
    in_custody = custody(someone)
    if any(surely_held(someone, held, day) for held in in_custody) and not may_be_dead:
        return "in_custody"
    if any(possibly_held(someone, held, day) for held in in_custody):
        return "maybe_in_custody"
    if any(possibly_held(someone, held, day) for held in someone.detentions):
        return "restricted"
    if any(possible_begin(someone, held) <= day for held in someone.detentions):
        return "released"
    return None
