"""When terms end: days of custody are counted one by one, each by the rules that hold on it."""

from collections import namedtuple
from datetime import date, timedelta
from math import ceil, floor

from reports.tests.slow.entered import RULES
from reports.tests.slow.people import bounds, custody, possible_begin, prison_days, status

DAY = timedelta(days=1)
CUSTODY = ("in_custody", "maybe_in_custody")
# Whose term ends: whether they are surely held and surely sentenced, and the days on which it ends.
Ends = namedtuple("Ends", "is_sure earliest latest may_be_over")


def ends_of_terms(people, day):
    """[Ends] of those who are held on the day and may be sentenced."""
    return [found for someone in people if (found := _ends(someone, day))]


def _ends(someone, day):
    now, case = status(someone, day), someone.sentence
    if now not in CUSTODY or case is None:
        return None
    pronounced, surely_pronounced = bounds(case.decided_on, someone)
    if pronounced is not None and pronounced > day:
        return None
    first, last = _held_from(someone, day)
    credit = _credit(
        someone,
        range_of(last, max(first, pronounced or first)),
        range_of(first, max(last, min(surely_pronounced or day, day))),
    )
    length = timedelta(days=prison_days(case))
    earliest = first + length - timedelta(days=ceil(credit[1]))
    latest = last + length - timedelta(days=floor(credit[0]))
    is_sure = now == "in_custody" and surely_pronounced is not None and surely_pronounced <= day
    is_held = now == "in_custody" or not any(
        _may_end_on(held, someone, day) for held in someone.detentions
    )
    return Ends(is_sure, earliest, latest, earliest < day and is_held)


def _may_end_on(held, someone, day):
    """Whether the release that is recorded may have come, and may not have."""
    if not held.ended_on:
        return False
    first, last = bounds(held.ended_on, someone)
    return (first is None or first <= day) and (last is None or last >= day)


def _held_from(someone, day):
    """The first day of custody without a gap, at the earliest and at the latest."""
    since = day
    while status(someone, since - DAY) in CUSTODY:
        since -= DAY
    sure = [
        bounds(held.began_on if held.began_on else held.last_confirmed_on, someone)[1]
        for held in custody(someone)
        if since <= possible_begin(someone, held) <= day
    ]
    last = min((found for found in sure if found), default=day)
    return since, max(since, min(last, day))


def range_of(first, end):
    return [first + timedelta(days=number) for number in range(max((end - first).days, 0))]


def _credit(someone, surely_before, maybe_before):
    """(least, most) days beyond a day each that the days before the sentence count for."""
    least = most = 0
    for kind in ("custody", "house_arrest"):
        readings = [
            sorted(
                (float(rule["days_counted"]) - 1) * days
                for days in _days(someone, rule, surely_before, maybe_before)
            )
            for rule in _rules(kind, someone.sentence.regime)
        ]
        least += min((one[0] for one in readings), default=0)
        most += max((one[-1] for one in readings), default=0)
    return least, most


def _rules(kind, regime):
    """Those that may be the one: that of the regime, else that of all; any where no regime is known."""
    rules = [rule for rule in RULES if rule["kind"] == kind]
    if regime == "unknown":
        return rules
    own = [rule for rule in rules if rule.get("regime") == regime]
    return own or [rule for rule in rules if not rule.get("regime")]


def _days(someone, rule, surely_before, maybe_before):
    """(least, most) days that a rule counts: at home by one of its own, in custody all others."""
    least = [day for day in surely_before if _holds(rule, day, certain=True)]
    most = [day for day in maybe_before if _holds(rule, day, certain=False)]
    if rule["kind"] == "house_arrest":
        return (
            sum(_at_home(someone, day, certain=True) for day in least),
            sum(_at_home(someone, day, certain=False) for day in most),
        )
    return (
        max(len(least) - sum(_at_home(someone, day, certain=False) for day in most), 0),
        max(len(most) - sum(_at_home(someone, day, certain=True) for day in least), 0),
    )


def _holds(rule, day, *, certain):
    first = bounds(rule.get("valid_from_on", ""))
    last = bounds(rule.get("valid_until_on", ""))
    begun, ended = (first[1], last[0]) if certain else (first[0], last[1])
    return (begun or date.min) <= day <= (ended or date.max)


def _at_home(someone, day, *, certain):
    """In house arrest on the day, under every reading of its dates or under some."""
    for held in someone.detentions:
        if held.form != "house_arrest":
            continue
        (began, surely_began) = bounds(held.began_on, someone)
        (ended, surely_ended) = bounds(held.ended_on, someone)
        if certain:
            is_over = held.ended_on and (ended is None or day >= ended)
            if surely_began is not None and day >= surely_began and not is_over:
                return True
        elif (began is None or day >= began) and (surely_ended is None or day < surely_ended):
            return True
    return False
