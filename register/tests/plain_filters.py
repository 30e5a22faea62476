"""What each filter means, once more: person by person, in plain Python, however slow.

An uncertain date is all the days that it may be. A filter certainly fits a person when it fits on
every reading of her dates, and possibly when it fits on one. Tests compare this with what the
database answers.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product

from register.tests.builders import PUBLISHED_AT

EVERY_DAY = timedelta(days=1)
NEAR = [*range(60), *range(60, 800, 30)]
LONG_AGO, FAR_OFF = date(1900, 1, 1), date(2100, 1, 1)


@dataclass
class Person:
    """`born`, `arrested` … are pairs of days: the earliest and the latest, None where open."""

    public_id: str = ""
    sex: str = "unknown"
    nationalities: list = field(default_factory=list)
    countries: list = field(default_factory=list)
    occupations: list = field(default_factory=list)
    condition_kinds: list = field(default_factory=list)
    sentence_kinds: list = field(default_factory=list)
    sentence_days: int | None = None
    born: tuple | None = None
    died: tuple | None = None
    death_class: str = ""
    arrests: list = field(default_factory=list)
    contacts: list = field(default_factory=list)
    status: str | None = None


def readings(pair):
    """All days of an uncertain date; of one that is open, days near and far."""
    if pair is None:
        return [None]
    first, last = pair
    if first is None:
        return [LONG_AGO, *(last - n * EVERY_DAY for n in NEAR)]
    if last is None:
        return [*(first + n * EVERY_DAY for n in NEAR), FAR_OFF]
    return [first + n * EVERY_DAY for n in range((last - first).days + 1)]


def holds(question, *dates):
    """(certain, possible): whether `question` is true on every and on some reading of the dates."""
    answers = {question(*days) for days in product(*map(readings, dates))}
    return answers == {True}, True in answers


def age(born, on):
    """Completed years; born on 29 February means a birthday on 1 March in other years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def aged(person, day, start, stop):
    if person.born is None:
        return False, False

    def question(born, died):
        is_alive = not person.death_class or died > day
        return is_alive and start <= age(born, day) <= stop

    return holds(question, person.born, dead(person))


def aged_at_arrest(person, start, stop):
    if person.born is None or not person.arrests:
        return False, False
    return holds(
        lambda born, arrested: start <= age(born, arrested) <= stop, person.born, last(person)
    )


def last(person):
    return max(person.arrests, key=lambda days: days[0])


def arrested_between(person, first, final):
    found = [holds(lambda day: first <= day <= final, days) for days in person.arrests]
    return any(sure for sure, _ in found), any(maybe for _, maybe in found)


HELD_SINCE = date(2020, 1, 1)  # whoever is held at all


def silent(person, day, more_than):
    """Since the last contact; where the only ones may lie after the day, maybe since custody began."""
    begun = [days for days in person.contacts if days[0] <= day]
    if not begun:
        return False, False

    def question(*contacts):
        until = [contact for contact in contacts if contact <= day]
        return (day - max(until, default=HELD_SINCE)).days > more_than

    certain, possible = holds(question, *begun)
    held = person.status == "in_custody"
    return certain and held, possible and (held or person.status == "maybe_in_custody")


def has_status(person, statuses):
    certain = (person.status or "unknown") in statuses
    return certain, certain or (person.status == "maybe_in_custody" and "in_custody" in statuses)


def died(person, day):
    if not person.death_class:
        return False, False
    return holds(lambda died: died <= day, dead(person))


def dead(person):
    """A death without a date had happened when it was published."""
    return person.died or (None, PUBLISHED_AT.date()) if person.death_class else None


def any_of(values, chosen):
    found = bool(set(values or ["unknown"]) & set(chosen))
    return found, found


def sentenced(person, start, stop):
    """In years as a decimal; life is longer than any."""
    if "life" in person.sentence_kinds:
        return (stop is None,) * 2
    if person.sentence_days is None:
        return False, False
    years = person.sentence_days / 365.25
    fits = years >= float(start) - 1 / 365 and (stop is None or years <= float(stop) + 1 / 365)
    return fits, fits
