"""Recognitions by the day: of how many people, which of them stand, which were withdrawn.

A recognition without a date had happened when the register published it, and may have happened at
any time before; so with a withdrawal (register/sql/profiles.sql).
"""

from collections import Counter
from dataclasses import dataclass, field

from register.models import Profile
from reports.custody import IN_CUSTODY
from reports.profiles import read_profiles

SURE, MAYBE_WITHDRAWN, SURELY_WITHDRAWN = 1, 2, 4
NOT_KNOWN = "unknown"


@dataclass(frozen=True)
class Said:
    """One recognition, as far as it concerns the day."""

    organisation: int
    criteria: tuple
    bits: int

    @property
    def is_sure(self):
        return bool(self.bits & SURE)

    @property
    def surely_stands(self):
        return self.is_sure and not self.bits & MAYBE_WITHDRAWN

    @property
    def maybe_stands(self):
        return not self.bits & SURELY_WITHDRAWN

    @property
    def surely_withdrawn(self):
        return self.is_sure and bool(self.bits & SURELY_WITHDRAWN)

    @property
    def maybe_withdrawn(self):
        return bool(self.bits & MAYBE_WITHDRAWN)


@dataclass(frozen=True)
class Line:
    """Of how many people, by what is said of them: {name: people} at least and at most."""

    key: object = None
    least: Counter = field(default_factory=Counter)
    most: Counter = field(default_factory=Counter)


def read_people(question):
    """{"all", "organisation" or "criterion": {key: its Line}}; the key of all is None."""
    sure = maybe = _profiles(question, question.possible_entries)
    if question.whom.leaves_doubt:
        sure = _profiles(question, question.certain_entries)
    lines = {by: {} for by in KEYS}
    for by, keys_of in KEYS.items():
        for profiles, add in ((sure, _add_surely), (maybe, _add_maybe)):
            for said, held_as, people in profiles:
                of_key = {}
                for one in said:
                    for key in keys_of(one):
                        of_key.setdefault(key, []).append(one)
                for key, its in of_key.items():
                    add(lines[by].setdefault(key, Line(key)), its, held_as, people)
    return {by: {key: line for key, line in of.items() if line.most} for by, of in lines.items()}


KEYS = {
    "all": lambda said: [None],
    "organisation": lambda said: [said.organisation],
    "criterion": lambda said: said.criteria or [NOT_KNOWN],
}


def _add_surely(line, said, held_as, people):
    """What certainly is said of people who certainly fit.

    The last is of those certainly held of whom a recognition may stand: whether nobody recognises
    them is not certain.
    """
    is_held = held_as == IN_CUSTODY
    stands = any(one.surely_stands for one in said)
    for name, holds in {
        "recognised": any(one.is_sure for one in said),
        "withdrawn": any(one.surely_withdrawn for one in said),
        "stands": stands,
        "held": stands and is_held,
        "held_and_known": stands and held_as is not None,
        "held_and_perhaps_known": is_held and any(one.maybe_stands for one in said),
    }.items():
        line.least[name] += people * holds


def _add_maybe(line, said, held_as, people):
    stands = any(one.maybe_stands for one in said)
    for name, holds in {
        "recognised": True,
        "withdrawn": any(one.maybe_withdrawn for one in said),
        "stands": stands,
        "held": stands and held_as is not None,
    }.items():
        line.most[name] += people * holds


def _profiles(question, entries):
    """[(what is said, status of custody on the day or None, people)]"""
    return [
        ([_said(one) for one in content.split(",")], held_as, people)
        for content, held_as, people in read_profiles(
            question, Profile.Subject.RECOGNITION, entries, with_held=True
        )
    ]


def _said(text):
    organisation, criteria, bits = text.split(":")
    return Said(int(organisation), tuple(filter(None, criteria.split("+"))), int(bits))
