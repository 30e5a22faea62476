"""Who has been without contact longest, for the first page."""

from dataclasses import dataclass

from register import silence
from register.figures import Figure
from register.models.version import OPEN
from register.readers.people import Person, people, told_too_much


@dataclass(frozen=True)
class Silent:
    person: Person
    days: Figure


def longest_silences(asked, *, limit):
    """Those possibly held on the day asked who have been without contact longest, named or not."""
    edition = OPEN - 1 if asked.known is None else asked.known
    found = silence.longest(edition, asked.on, limit=limit)
    names = people(one.public_id for one in found)
    hidden = told_too_much(names, asked.known)
    return tuple(
        Silent(names[one.public_id], one.days) for one in found if one.public_id not in hidden
    )
