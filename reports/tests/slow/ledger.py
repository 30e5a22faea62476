"""Clemency acts counted one by one, and who was held on the day of the last of them and left out."""

from dataclasses import dataclass
from datetime import date

from core.partial_dates import parse_edtf
from register.figures import Figure

OPEN = 10**6  # stands for a number that nobody stated an upper bound of
CATEGORIES = {"women": "female", "men": "male"}


@dataclass(frozen=True)
class Named:
    """Somebody who is known to have benefited: the place of a person in a list, or None."""

    person: int | None
    sex: str = "unknown"
    is_disputed: bool = False


@dataclass(frozen=True)
class Act:
    announced_on: str
    announced: tuple | None = None  # (at least, at most); either None where not stated
    women: int | None = None
    is_in_ledger: bool = True
    beneficiaries: tuple = ()

    @property
    def days(self):
        found = parse_edtf(self.announced_on)
        return (found.earliest, found.latest) if found else (None, None)


@dataclass(frozen=True)
class Person:
    """The spans of somebody (registers.py); one who is not `in_register` was erased."""

    stretches: tuple
    is_recognised: bool = False
    is_in_register: bool = True


def is_within(act, begins, ends):
    """(surely, maybe): whether it was announced between two days."""
    first, last = act.days
    if first is None and last is None:
        return False, False  # both ends of a period are asked for, and no day is known
    surely = None not in (first, last) and begins <= first and last <= ends
    return surely, (first is None or first <= ends) and (last is None or last >= begins)


def announced(act):
    """(at least, at most) of one act: the total stated, else all who are known."""
    if act.announced is None:
        return identified(act)
    least, most = act.announced
    return least or 0, OPEN if most is None else most


def identified(act, fits=lambda _named: True):
    of = [one for one in act.beneficiaries if fits(one)]
    return sum(not one.is_disputed for one in of), len(of)


def open_places(act):
    """The places that are left: from the fewest announced and the most known to the reverse."""
    if act.announced is None:
        return 0, 0
    (least, most), (fewest, many) = announced(act), identified(act)
    return max(least - many, 0), OPEN if most == OPEN else max(most - fewest, 0)


def summed(acts, begins, ends, number, unit="people"):
    """The Figure of a number of acts: of those that may lie outside the period none at least."""
    least = most = 0
    for act in acts:
        surely, maybe = is_within(act, begins, ends)
        fewest, many = number(act)
        least += fewest if surely else 0
        most += many if maybe else 0
    return Figure(least, None if most >= OPEN else most, unit)


def day_of_the_last(acts, begins, ends):
    """The first day on which the last act of the ledger may have been announced."""
    first = [act.days[0] for act in acts if is_within(act, begins, ends)[1] and act.days[0]]
    return max(first, default=None)


def left_out(people, acts, on, is_held):
    """Of those held on the day: who may not have benefited, and who surely has not."""
    surely = maybe = 0
    for place, person in enumerate(people):
        if not person.is_in_register:
            continue
        named = [
            (act.days, one) for act in acts for one in act.beneficiaries if one.person == place
        ]
        benefited = any(
            (last or date.max) <= on and not one.is_disputed for (_first, last), one in named
        )
        may_have = any((first or date.min) <= on for (first, _last), _one in named)
        surely += is_held(person, on, ["in_custody"]) and not may_have
        maybe += is_held(person, on, ["in_custody", "maybe_in_custody"]) and not benefited
    return Figure(surely, maybe)
