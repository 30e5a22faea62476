"""People found by name: words by their keys, names by their words, then how alike they are.

Every step reads a bounded number of rows, so that the commonest name costs no more than a rare one. Only of
those who have just the words that were asked whoever fits the filters is found, however many they are.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from heapq import nlargest

from django.db import connections, transaction

from names.candidates import steps
from names.hearing import same_word
from names.index import NameIndex
from names.likeness import Likeness, compare, kind_of
from names.meaning import SAME, meanings
from names.parts import asked_name_of, name_of

LIMIT = 50
EVERYBODY, OF_INITIAL = 1_000_000, 1.0  # what makes a word telling, and how little an initial tells
OF_A_WORD = 0.004  # taken off for each word of a name
HEARD = 100  # people of whose names what was only guessed of the words is heard
LOOKED_UP = 100  # people of whom it is asked in a step whether they fit, the most alike
COMPARED = 30  # of these, whose names are compared letter by letter
ENOUGH, SURE = 0.88, 0.93  # a name as like as this ends the search for others; SURE among few
FEW, MANY = 100, 10  # people, and people so alike
FEW_FITTING, MANY_FITTING = (
    10,
    3,
)  # the same where some are looked for: one of those meant has to fit
CROWD = 120  # words that are very likely meant: too many to tell


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
    asked = asked_name_of(text)
    if not asked.words:
        return Answer([])
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        # Given a long list of words the planner expects to read most of the table.
        cursor.execute("SET LOCAL enable_seqscan = off")
        answer = _Search(index, cursor, asked, among).found(limit)
        # A search may be part of a longer transaction, which plans for itself.
        cursor.execute("SET LOCAL enable_seqscan TO DEFAULT")
        return answer


class _Gains(dict):
    """{number of a word: what it may be: ((place of an asked word, what that is worth), …) each}.

    Filled for the words that are met in names; many more may be meant.
    """

    def __init__(self, parts):
        """`parts` are ([(place, share of the whole) …], {number of a word: likeness}) of each part."""
        self.parts = list(parts)
        self.meant = frozenset().union(*[alike for _, alike in self.parts])

    def __missing__(self, number):
        gains = []
        for shares, alike in self.parts:
            if number in alike:
                square = alike[number] * alike[number]
                gains.append([(place, share * square) for place, share in shares])
        self[number] = gains
        return gains


class _Search:
    def __init__(self, index, cursor, asked, among):
        self.index, self.cursor, self.asked, self.among = index, cursor, asked, among
        self.meant = meanings(index.vocabulary_table, cursor, asked)
        self.weights = [self._weight(part) for part in asked.parts[: len(asked.words)]]
        self.shares = [weight / sum(self.weights) for weight in self.weights]
        self.gains = _Gains(
            ([(place, self.shares[place]) for place in range(part.first, part.last)], meant.alike)
            for part, meant in self.meant.items()
        )
        self.scores = {}  # {numbers of words that may be meant: how much of what was asked they are}
        self.names = {}  # {id of a name: (public id, written, numbers of words)}
        self.partly = set()  # of these, those that were read for one of several words
        self.best = defaultdict(float)  # {public id: likeness of the words of the best name}
        self.looked_up = set()  # people of whom it was asked whether they fit
        self.is_cut = False

    def _weight(self, part):
        """How telling an asked word is: the rarer the more (inverse document frequency)."""
        if part not in self.meant:
            return OF_INITIAL
        return math.log(1 + EVERYBODY / (1 + self.meant[part].uses))

    def found(self, limit):
        is_crowded = any(len(meant.numbers(SAME)) > CROWD for meant in self.meant.values())
        few, many = (FEW_FITTING, MANY_FITTING) if self.among else (FEW, MANY)
        for number, step in enumerate(steps(self.asked, self.meant, is_filtered=bool(self.among))):
            self._read(*step, are_all_meant=number == 0)
            # Who sounds the same may hide who is written a little otherwise, unless they are many;
            # and where words sound like very many others, one who is found is found by chance.
            place = many - 1 if number == 0 or is_crowded else 0
            best = nlargest(place + 1, self.best.values())
            enough = ENOUGH if len(self.best) > few else SURE
            if len(best) > place and best[place] >= enough:
                break
        ranked = sorted(((score, i) for i, score in self.best.items()), reverse=True)
        ranked = self._heard(ranked[:HEARD]) + ranked[HEARD:]
        people = self._compared(ranked[:COMPARED]) + self._guessed(ranked[COMPARED:limit])
        return Answer(people[:limit], self.is_cut or len(ranked) > limit)

    def _read(self, conditions, most, most_of_all, *, are_all_meant):
        """Where not everybody is looked for: so many who fit, of those who have all the words; of others
        whoever fits of the most alike."""
        conditions = [sets for sets in conditions if sets and all(sets)]
        if not conditions:
            return
        among = self._among_all if self.among and are_all_meant else self._among_some
        names, is_cut = among(conditions, most, most_of_all)
        self.is_cut |= is_cut
        is_partly = len(self.asked.words) > 1 == max(map(len, conditions))
        for number, public_id, written, numbers in names:
            if number not in self.names:
                if is_partly:
                    self.partly.add(number)
                self.names[number] = (public_id, written, numbers)
                self.best[public_id] = max(self.best[public_id], self._score(numbers))

    def _among_some(self, conditions, most, most_of_all):
        """(names, whether there are more to be read)"""
        names = self._rows(*self._met(conditions, most, most_of_all))
        is_cut = len(names) >= most
        return (self._fitting(names) if self.among else names), is_cut

    def _fitting(self, names):
        """The names of those who fit, of the people whose names are most like what was asked."""
        best = defaultdict(float)
        for _, public_id, _, numbers in names:
            if public_id not in self.looked_up:
                best[public_id] = max(best[public_id], self._score(numbers))
        self.is_cut |= len(best) > LOOKED_UP
        asked = nlargest(LOOKED_UP, best, key=best.get)
        self.looked_up.update(asked)
        fits, among = self._fits
        rows = self._rows(
            f"SELECT public_id FROM unnest(%s::varchar[]) name (public_id) WHERE {fits}",
            [asked, *among],
        )
        fitting = {*self.best, *(public_id for (public_id,) in rows)}
        return [name for name in names if name[1] in fitting]

    def _among_all(self, conditions, most, most_of_all):
        """The same; only those who fit count, and names are gone through until there are so many."""
        names = self._rows(*self._met(conditions, most, most_of_all, *self._fits))
        return names, len(names) >= most

    @property
    def _fits(self):
        """(condition on a name, parameters). OFFSET 0 has it looked up; a join would read all who fit."""
        query, parameters = self.among
        return (
            f"EXISTS (SELECT FROM ({query}) among WHERE among.public_id = name.public_id OFFSET 0)",
            parameters,
        )

    def _met(self, conditions, most, most_of_all, fits="true", among=()):
        """(SQL, parameters). Conditions are met one after the other, and no more of them than it takes."""
        queries, parameters = [], []
        for sets in conditions:
            condition = " AND ".join("keys && %s" for _ in sets)
            queries.append(
                f"(SELECT id, public_id, written, words FROM {self.index.names_table} name "
                f"WHERE {condition} AND {fits} LIMIT %s)"
            )
            parameters += [*sets, *among, most]
        every = f"SELECT * FROM ({' UNION ALL '.join(queries)}) met LIMIT %s"
        return every, [*parameters, most_of_all]

    def _rows(self, query, parameters):
        self.cursor.execute(query, parameters)
        return self.cursor.fetchall()

    def _score(self, numbers):
        """The likeness of a name by its words alone, whatever their order."""
        meant = self.gains.meant
        known = tuple([number for number in numbers if number in meant])
        if known not in self.scores:
            self.scores[known] = self._covered(known)
        return self.scores[known] - OF_A_WORD * len(numbers)

    def _covered(self, numbers):
        """How much of what was asked these words are; each of them is one asked word."""
        covered = [0.0] * len(self.weights)
        for number in numbers:
            most, best = 0.0, ()
            for gain in self.gains[number]:
                more = 0.0
                for place, worth in gain:
                    more += worth - covered[place]
                if more > most:
                    most, best = more, gain
            for place, worth in best:
                if worth > covered[place]:
                    covered[place] = worth
        return sum(covered)

    def _heard(self, ranked):
        """The same people, ranked anew by what is heard of the words of their names."""
        people = {public_id for _, public_id in ranked}
        names = [(i, numbers) for i, _, numbers in self.names.values() if i in people]
        met = set().union(*[numbers for _, numbers in names])
        for meant in self.meant.values():
            for number in met & meant.guessed.keys():
                meant.likeness(number)
                self.gains.pop(number, None)
        self.scores.clear()
        best = defaultdict(float)
        for public_id, numbers in names:
            best[public_id] = max(best[public_id], self._score(numbers))
        return sorted(((score, i) for i, score in best.items()), reverse=True)

    def _compared(self, ranked):
        """The likeness of whole names; among equals whoever has more such spellings comes first."""
        likenesses = {public_id: [] for _, public_id in ranked}
        for number, (public_id, form, numbers) in self.names.items():
            if public_id in likenesses:
                likenesses[public_id].append(self._compare(number, form, numbers))
        found = [(Found(i, max(its)), len(its)) for i, its in likenesses.items()]
        found.sort(key=lambda f: (-round(f[0].likeness.score, 3), -f[1], f[0].public_id))
        return [person for person, _ in found]

    def _guessed(self, ranked):
        """Of the many that come after: the likeness of their words, and the first of their names."""
        written = {public_id: form for public_id, form, _ in self.names.values()}
        return [
            Found(public_id, Likeness(score, kind_of(score), written[public_id]))
            for score, public_id in ranked
        ]

    def _compare(self, number, written, numbers):
        """What was only guessed of its words, or not met before, is heard now."""
        stored, known = name_of(written), []
        is_whole = number not in self.partly
        for theirs, number in zip(stored.parts, numbers, strict=True):
            is_new = is_whole and number not in self.gains.meant and theirs.last - theirs.first == 1
            for ours, meant in self.meant.items():
                if number in meant.alike:
                    known.append((meant.likeness(number), ours, theirs))
                elif is_new and ours.last - ours.first == 1:
                    known.append((same_word(ours.word, theirs.word), ours, theirs))
        return compare(self.asked, stored, written, self.weights, known)
