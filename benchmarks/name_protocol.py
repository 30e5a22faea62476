"""The protocol of searching names: which forms are stored, which one is asked.

Pairs are rows of `person_id, name, lang, source, group, derived`. **one**: a single form of the
person is stored, the query is another (up to four such pairs a person); **rest**: all forms but one
are stored, the query is that one; **slip**: a stored form with one letter wrong, missing, doubled or
swapped; **surname**: the surname alone of the form that is not stored (Slavic groups).
"""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass

from names.letters import plain, words

SLAVIC = {
    "slav_be",
    "be_real",
    "by_curated",
    "slav_ruuk",
    "ru_curated",
    "uk_curated",
    "slav_real_en",
}
OWN = {"by_curated", "be_real", "ru_curated", "uk_curated"}
ROUNDS = 4


@dataclass(frozen=True)
class Person:
    id: str
    group: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    person: Person
    text: str


@dataclass(frozen=True)
class Trial:
    """What is stored of each person, and what is asked then."""

    scenario: str
    stored: dict
    questions: list


def read_people(path):
    rows = defaultdict(list)
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["person_id"], row["group"]].append(row["name"])
    return [Person(id, group, tuple(_different(names))) for (id, group), names in rows.items()]


def _different(names):
    """Forms that differ in more than case, accents and punctuation."""
    return list({told(name): name for name in reversed(names) if plain(name)}.values())[::-1]


def told(name):
    """What tells one form from another: both styles of a Chinese character count as two."""
    return " ".join(word.spelt if word.script == "Hani" else word.text for word in words(name))


def held_out(people, *, seed=11):
    """(tuning, held out): three people in ten of each group are kept from whoever tunes."""
    chance, groups = random.Random(seed), defaultdict(list)
    for person in people:
        groups[person.group].append(person)
    tuning, held = [], []
    for members in groups.values():
        members = sorted(members, key=lambda person: person.id)
        chance.shuffle(members)
        cut = round(len(members) * 0.7)
        tuning += members[:cut]
        held += members[cut:]
    return tuning, held


def trials(people, *, seed=5):
    """The trials of all scenarios, all questions."""
    chance = random.Random(seed)
    several = [person for person in people if len(person.forms) > 1]
    orders = {person: chance.sample(person.forms, len(person.forms)) for person in several}
    for turn in range(ROUNDS):
        stored, questions = {}, []
        for person, forms in orders.items():
            if turn < len(forms):
                stored[person] = [forms[turn]]
                questions.append(Question(person, forms[(turn + 1) % len(forms)]))
        yield Trial("one", stored, questions)
    rest = {
        person: [form for form in person.forms if form != forms[0]]
        for person, forms in orders.items()
    }
    yield Trial("rest", rest, [Question(person, forms[0]) for person, forms in orders.items()])
    surnames = [
        Question(person, surname)
        for person, forms in orders.items()
        if person.group in SLAVIC and (surname := _surname(forms[0]))
    ]
    yield Trial("surname", rest, surnames)
    every = {person: list(person.forms) for person in people}
    yield Trial("slip", every, [Question(p, _slip(chance, chance.choice(p.forms))) for p in people])


def _surname(name):
    """The last word, or what stands before a comma; None when it is not one word."""
    last = name.split(",")[0].split()[-1:] if "," not in name else name.split(",")[0].split()
    return last[0] if len(last) == 1 and len(words(last[0])) == 1 else None


def _slip(chance, name):
    """One letter replaced, left out, doubled or swapped with the next, not at the edges of the name."""
    places = [i for i in range(1, len(name) - 1) if name[i].isalpha() and name[i + 1].isalpha()]
    if not places:
        return name
    i = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0:
        other = chance.choice(
            [c for c in name.lower() if c.isalpha() and c != name[i].lower()] or "a"
        )
        return name[:i] + other + name[i + 1 :]
    if kind == 1:
        return name[:i] + name[i + 1 :]
    if kind == 2:
        return name[:i] + name[i] + name[i:]
    return name[:i] + name[i + 1] + name[i] + name[i + 2 :]
