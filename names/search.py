"""People found by name: words by their keys, names by their words, then how alike they are.

Every step reads a bounded number of rows, so that the commonest name costs no more than a rare one.
"""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, islice

from django.db import connections, transaction
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from names.index import NameIndex
from names.keys import asked_keys
from names.letters import SYLLABIC
from names.letters import word as word_of
from names.likeness import Likeness, compare, is_initial, kind_of, likeness_of_words
from names.parts import name_of
from names.sounds import loose, readings

LIMIT = 50
MOST_WORDS = 4000  # of the vocabulary, read for one asked word
KEPT_WORDS = 1000  # of these, the most alike
WEIGHED = 20  # of these, compared in every reading
FIRST_HAN = "\u3400"
FIRST_BARE, LAST_BARE = "\u0590", "\u077f"  # Hebrew and Arabic letters
MOST_SOUNDS = 3  # readings of an asked word that are compared with many others
MOST_NAMES, FEW_NAMES = 600, 500  # read for one condition; for one that is hardly enough
MOST_PAIRS, MOST_WAYS = 6, 8
PAIRED = 10_000  # bearers of the words that are looked for in pairs
EVERYBODY, OF_INITIAL = 1_000_000, 1.0  # what makes a word telling, and how little an initial tells
COMPARED = 60  # people whose names are compared letter by letter
ENOUGH = 0.88  # a name as like as this ends the search for others
BEGUN = 0.845  # a word that begins like the last one asked, less than one that is very likely meant
MANY = 10  # people so alike
PLENTY, CROWD = 40, 120  # words that are very likely meant: enough of them; too many to tell
# A word may be meant, very likely is, sounds the same, is letter for letter the same.
ALIKE, SAME, EQUAL, EXACT = 0.55, 0.86, 0.95, 1.0


@dataclass(frozen=True)
class Found:
    """`likeness.written` is the form of the name that fits best."""

    public_id: str
    likeness: Likeness


@dataclass(frozen=True)
class Answer:
    """`people` best first; `is_cut` when there are more of them than a search reads."""

    people: list[Found]
    is_cut: bool = False


def search(index: NameIndex, text, *, using, limit=LIMIT, among=None):
    """The people whose names are most like `text`, at most `limit` of them.

    `among` is (SQL of a SELECT of public ids, parameters) to search in; everybody when None.
    """
    asked = name_of(text)
    if not asked.words:
        return Answer([])
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        # Given a long list of words the planner expects to read most of the table.
        cursor.execute("SET LOCAL enable_seqscan = off")
        answer = _Search(index, cursor, asked, among).found(limit)
        # A search may be part of a longer transaction, which plans for itself.
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        return answer


@dataclass
class _Meant:
    """What one part of the asked name may mean: {number of a word: likeness}."""

    alike: dict = field(default_factory=dict)
    borne: dict = field(default_factory=dict)  # {number of a word: in how many names it stands}

    @cached_property
    def uses(self):
        """In how many names there is a word that is very likely meant."""
        return sum(self.borne.get(number, 0) for number in self.numbers(SAME))

    def numbers(self, at_least):
        return [number for number, likeness in self.alike.items() if likeness >= at_least]

    def nearest(self, names):
        """The words most like it that about so many names have; one at least."""
        found = []
        for number in sorted(self.numbers(SAME), key=self.alike.get, reverse=True):
            names -= self.borne.get(number, 0)
            if found and names < 0:
                break
            found.append(number)
        return found


class _Search:
    def __init__(self, index, cursor, asked, among):
        self.index, self.cursor, self.asked, self.among = index, cursor, asked, among
        self.names = {}  # {id of a name: (public id, written, numbers of words)}
        self.best = defaultdict(float)  # {public id: likeness of the words of the best name}
        self.is_cut = False

    def found(self, limit):
        self.meant = self._meanings()
        self.weights = self._weights()
        self.means = self._means()
        is_crowded = any(len(meant.numbers(SAME)) > CROWD for meant in self.meant.values())
        for number, (step, most) in enumerate(self._steps()):
            self._read(step, most)
            ranked = sorted(((score, i) for i, score in self.best.items()), reverse=True)
            # Who sounds the same may hide who is written a little otherwise, unless they are many;
            # and where words sound like very many others, one who is found is found by chance.
            place = MANY - 1 if number == 0 or is_crowded else 0
            if len(ranked) > place and ranked[place][0] >= ENOUGH:
                break
        people = self._compared(ranked[:COMPARED]) + self._guessed(ranked[COMPARED:limit])
        return Answer(people[:limit], self.is_cut or len(ranked) > limit)

    def _meanings(self):
        """For each part of the name the words of the vocabulary that it may mean."""
        meant = {}
        parts = [part for part in self.asked.parts if not is_initial(part.word)]
        exact = self._exact(parts or self.asked.parts)
        for part in parts or self.asked.parts:
            meant[part] = exact[part.word.text]
        near = [(part, keys) for part in meant for keys in asked_keys(part.word)[:-1]]
        self._look_up(near, meant)
        # Words with other vowels are many, so they are read only where few of the same are there.
        far = [
            (part, asked_keys(part.word)[-1])
            for part in meant
            if (part.last - part.first == 1 or part.word.script in SYLLABIC)
            and len(meant[part].numbers(SAME)) < PLENTY
        ]
        self._look_up(far, meant)
        self._look_up_beginning(self.asked.words[-1], meant)
        return meant

    def _exact(self, parts):
        """{text of a part: what it means letter for letter}, which no bound may cut off."""
        exact = {part.word.text: _Meant() for part in parts}
        self.cursor.execute(
            f"SELECT text, id, uses FROM {self.index.vocabulary_table} WHERE text = ANY(%s)",
            [list(exact)],
        )
        for text, number, uses in self.cursor.fetchall():
            exact[text].alike[number] = EXACT
            exact[text].borne[number] = uses
        return exact

    def _look_up_beginning(self, word, meant):
        """The last word may not have been typed to its end."""
        part = self.asked.parts[len(self.asked.words) - 1]
        self.cursor.execute(
            f"SELECT id, length(text) FROM {self.index.vocabulary_table} "
            "WHERE text LIKE %s ORDER BY uses DESC LIMIT %s",
            [f"{word.text}_%", KEPT_WORDS],
        )
        begun = {
            number: BEGUN + 0.01 * len(word.text) / size for number, size in self.cursor.fetchall()
        }
        if part in meant or not meant:
            alike = meant.setdefault(part, _Meant()).alike
            alike |= {n: likeness for n, likeness in begun.items() if likeness > alike.get(n, 0.0)}

    def _look_up(self, wanted, meant):
        """Words of the vocabulary by (part, keys), the usual ones where they are too many."""
        wanted = [(part, keys) for part, keys in wanted if keys]
        if not wanted:
            return
        places = {part: place for place, part in enumerate(meant)}
        self.cursor.execute(
            " UNION ALL ".join(
                f"(SELECT %s, id, spelt, sounds, uses FROM {self.index.vocabulary_table} "
                "WHERE keys && %s ORDER BY uses DESC LIMIT %s)"
                for _ in wanted
            ),
            [each for part, keys in wanted for each in (places[part], keys, MOST_WORDS)],
        )
        rows = defaultdict(dict)
        for place, *row in self.cursor.fetchall():
            rows[place][row[0]] = row
        for part, place in places.items():
            self._keep(part.word, [*rows[place].values()], meant[part])

    def _keep(self, word, rows, meant):
        likely = [found for found in _likenesses(word, rows) if found[0] >= ALIKE]
        # Of words that sound the same, those that more people bear.
        likely.sort(key=lambda found: (round(found[0], 2), found[2]), reverse=True)
        for likeness, number, uses in likely[:KEPT_WORDS]:
            if likeness > meant.alike.get(number, 0.0):
                meant.alike[number] = likeness
                meant.borne[number] = uses

    def _weights(self):
        """How telling each asked word is: the rarer the more (inverse document frequency)."""
        return [
            math.log(1 + EVERYBODY / (1 + self.meant[part].uses))
            if part in self.meant
            else OF_INITIAL
            for part in self.asked.parts[: len(self.asked.words)]
        ]

    def _steps(self):
        """Conditions on names, from the narrowest, and how many names to read for each.

        A condition is a list of sets of words: one of each has to be there.
        """
        singles = [meant for part, meant in self.meant.items() if part.last - part.first == 1]
        ways = [[self.meant[part] for part in way if part in self.meant] for way in self._ways()]

        def of(at_least):
            return [[meant.numbers(at_least) for meant in way] for way in ways]

        yield of(EXACT) + of(EQUAL), MOST_NAMES
        yield of(ALIKE), MOST_NAMES
        if len(singles) > 2:
            telling = sorted(self.meant, key=lambda part: self.meant[part].uses)
            pairs = (
                pair
                for pair in combinations(telling, 2)
                if pair[0].last <= pair[1].first or pair[1].last <= pair[0].first
            )
            yield (
                [
                    [self.meant[part].nearest(PAIRED) for part in pair]
                    for pair in islice(pairs, MOST_PAIRS)
                ],
                MOST_NAMES,
            )
        if len(singles) > 1:
            rarest = sorted(singles, key=lambda meant: meant.uses)[:3]
            yield [[meant.nearest(4 * FEW_NAMES)] for meant in rarest], FEW_NAMES

    def _ways(self):
        """The ways to cut the asked name into parts, runs of words included."""
        size = len(self.asked.words)

        def cut(place):
            if place == size:
                return [[]]
            return [
                [part, *rest]
                for part in self.asked.parts
                if part.first == place
                for rest in cut(part.last)
            ]

        apart, *together = cut(0)
        return [apart, *sorted(together, key=len)][:MOST_WAYS]

    def _read(self, step, most):
        queries, parameters = [], []
        for sets in step:
            if sets and all(sets):
                condition = " AND ".join("words && %s" for _ in sets)
                if self.among:
                    # OFFSET 0 has each person found looked up; a join would read all who fit.
                    condition += (
                        f" AND EXISTS (SELECT FROM ({self.among[0]}) among "
                        "WHERE among.public_id = name.public_id OFFSET 0)"
                    )
                queries.append(
                    f"(SELECT id, public_id, written, words FROM {self.index.names_table} name "
                    f"WHERE {condition} LIMIT %s)"
                )
                parameters += [*sets, *(self.among[1] if self.among else []), most]
        if queries:
            self.cursor.execute(" UNION ALL ".join(queries), parameters)
            rows = self.cursor.fetchall()
            self.is_cut |= len(rows) >= most
            for number, public_id, written, numbers in rows:
                if number not in self.names:
                    self.names[number] = (public_id, written, numbers)
                    score = self._score(numbers)
                    self.best[public_id] = max(self.best[public_id], score)

    def _means(self):
        """{number of a word: [(places of the asked words that it may be, likeness)]}"""
        means = defaultdict(list)
        for part, meant in self.meant.items():
            for number, likeness in meant.alike.items():
                means[number].append((range(part.first, part.last), likeness))
        return means

    def _score(self, numbers):
        """The likeness of a name by its words alone, whatever their order."""
        covered = [0.0] * len(self.weights)
        for number in numbers:
            for places, likeness in self.means.get(number, ()):
                for place in places:
                    covered[place] = max(covered[place], likeness)
        score = sum(w * c * c for w, c in zip(self.weights, covered, strict=True))
        return score / sum(self.weights) - 0.004 * len(numbers)

    def _compared(self, ranked):
        """The likeness of whole names; among equals whoever has more such spellings comes first."""
        written = defaultdict(list)
        for public_id, form, numbers in self.names.values():
            written[public_id].append((form, numbers))
        found = []
        for _, public_id in ranked:
            likenesses = sorted(
                (self._compare(form, numbers) for form, numbers in written[public_id]), reverse=True
            )
            found.append((Found(public_id, likenesses[0]), len(likenesses)))
        found.sort(key=lambda f: (-round(f[0].likeness.score, 3), -f[1], f[0].public_id))
        return [person for person, _ in found]

    def _guessed(self, ranked):
        """Of the many that come after: the likeness of their words, and the first of their names."""
        written = {public_id: form for public_id, form, _ in self.names.values()}
        return [
            Found(public_id, Likeness(score, kind_of(score), written[public_id]))
            for score, public_id in ranked
        ]

    def _compare(self, written, numbers):
        def same(part, place):
            return self.meant[part].alike.get(numbers[place], 0.0)

        return compare(self.asked, name_of(written), written, self.weights, same)


def _likenesses(word, rows):
    """(likeness, number, uses) of words of the vocabulary: exact of the nearest, of the rest a guess.

    What is nearest is seen by the letters of the likeliest readings. Words with vowels and without
    are no match for each other's letters, so each sort gets its share.
    """
    for is_bare in (True, False):
        some = [row for row in rows if (FIRST_BARE <= row[1][0] <= LAST_BARE) is is_bare]
        guesses = (
            _guesses(word, some) if len(some) > WEIGHED else dict.fromkeys(range(len(some)), 0)
        )
        nearest = sorted(guesses, key=guesses.get, reverse=True)
        for place in nearest[:WEIGHED]:
            number, spelt, sounds, uses = some[place]
            yield likeness_of_words(word, word_of(spelt), sounds.split()), number, uses
        for place in nearest[WEIGHED:KEPT_WORDS]:
            number, _, _, uses = some[place]
            yield 0.69 + 0.28 * guesses[place], number, uses


def _guesses(word, rows):
    """{place: likeness of the letters of the likeliest readings, from 0 to 1}."""
    likeliest, places = [], []
    for place, (_, spelt, sounds, _) in enumerate(rows):
        # A Chinese character is read in several languages, none of them likelier than the others.
        every = sounds.split(" ") if spelt[0] >= FIRST_HAN else [sounds.partition(" ")[0]]
        likeliest += [loose(sound) for sound in every]
        places += [place] * len(every)
    guesses = {}
    for sound in dict.fromkeys(loose(reading) for reading in readings(word)[:MOST_SOUNDS]):
        near = extract(sound, likeliest, scorer=OSA.normalized_similarity, limit=KEPT_WORDS)
        for _, likeness, number in near:
            place = places[number]
            guesses[place] = max(likeness, guesses.get(place, 0.0))
    return guesses
