"""Who is charged under which article, and which sets of articles people are charged with.

A charge whose status is dated after the day does not count on it; one that may be later counts as a
possibility; one without a date counts on every day. What became of the charges under an article is
put in bits (register/sql/profiles.sql).
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from register.models import Article, Profile
from reports.custody import recorded
from reports.profiles import read_profiles

GROUPS = {"convicted": 1, "charged": 2, "ended": 4, "not_known": 8}
SURE = 4  # places by which the bits of what is certain are higher


@dataclass
class Charged:
    """Of how many people, at least (0) or at most (1): {(article, name of a group or ""): people}."""

    articles: tuple = field(default_factory=lambda: (Counter(), Counter()))
    sets: tuple = field(default_factory=lambda: (Counter(), Counter()))
    people: list = field(default_factory=lambda: [0, 0])
    convicted: list = field(default_factory=lambda: [0, 0])
    without: tuple = (0, 0)  # charge on record


def read_charged(question):
    """The Charged of those whom a question is about, under the articles of its code of law."""
    charged = Charged()
    sure = maybe = _profiles(question, question.possible_entries)
    if question.whom.leaves_doubt:
        sure = _profiles(question, question.certain_entries)
    for bits, people in sure:
        _count(charged, 0, {article: its >> SURE for article, its in bits.items()}, people)
        if all(its >> SURE for its in bits.values()):
            charged.sets[0][tuple(bits)] += people
    for bits, people in maybe:
        _count(charged, 1, bits, people)
    charged.sets[1].update(_possible_sets(maybe))
    everybody = recorded(question)
    with_any = sum(people for _bits, people in sure)
    charged.without = everybody.at_least - with_any, everybody.at_most - charged.people[0]
    return charged


def _possible_sets(maybe):
    """{articles: of how many people they may be the set}; of the sets that somebody may have at first or in the end.

    Each article that is in doubt may be among those of a person, whichever of the others are.
    """
    readings = Counter()
    for bits, people in maybe:
        surely = tuple(article for article, its in bits.items() if its >> SURE)
        readings[surely, tuple(bits)] += people
    sets = {articles for reading in readings for articles in reading} - {()}
    possible = Counter()
    for (surely, articles), people in readings.items():
        for one in _between(surely, articles, sets):
            possible[one] += people
    return possible


def _between(surely, articles, sets):
    """Those of the sets that have all of `surely` and besides only some of `articles`."""
    doubtful = [article for article in articles if article not in surely]
    if 2 ** len(doubtful) > len(sets):
        least, most = set(surely), set(articles)
        return [one for one in sets if least <= set(one) <= most]
    chosen = (
        some for number in range(len(doubtful) + 1) for some in combinations(doubtful, number)
    )
    return [one for some in chosen if (one := tuple(sorted((*surely, *some)))) in sets]


def _count(charged, reading, bits, people):
    """Whoever has any bit set counts, under each article and once in all."""
    bits = {article: its for article, its in bits.items() if its}
    for article, its in bits.items():
        charged.articles[reading][article, ""] += people
        for name, bit in GROUPS.items():
            if its & bit:
                charged.articles[reading][article, name] += people
    charged.people[reading] += people * bool(bits)
    convicting = GROUPS["convicted"] | (GROUPS["not_known"] if reading else 0)
    charged.convicted[reading] += people * any(its & convicting for its in bits.values())


def _profiles(question, entries):
    """[({article: bits}, people)] of those with any article of the code of law asked for."""
    only = None
    if question.code:
        only = set(Article.objects.filter(country=question.code).values_list("pk", flat=True))
    found = []
    for content, _held_as, people in read_profiles(question, Profile.Subject.CHARGES, entries):
        pairs = (line.split(":") for line in content.split(","))
        bits = {int(article): int(its) for article, its in pairs}
        if only is not None:
            bits = {article: its for article, its in bits.items() if article in only}
        if bits:
            found.append((bits, people))
    return found
