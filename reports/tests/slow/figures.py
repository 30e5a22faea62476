"""Counts of people: at least those of whom it is certain, at most those of whom it is possible."""

from register.figures import Figure
from reports.tests.slow.people import status


def figure(people, surely, maybe, unit="people"):
    return Figure(sum(map(surely, people)), sum(map(maybe, people)), unit)


def held(people, day, fits=lambda someone: True):
    """How many are in custody on the day, of those who fit."""
    return figure(
        people,
        lambda someone: fits(someone) and status(someone, day) == "in_custody",
        lambda someone: (
            fits(someone) and status(someone, day) in ("in_custody", "maybe_in_custody")
        ),
    )
