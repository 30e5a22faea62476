"""Which words of a vocabulary the parts of an asked name may mean, and how surely."""

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property

from names.guesses import likenesses
from names.hearing import OTHER_FORM, heard, sounds_of
from names.keys import asked_keys, asked_name_keys, form_keys
from names.letters import SIGNS, SYLLABIC
from names.letters import word as word_of
from names.likeness import is_initial

MOST_WORDS = 3000  # of the vocabulary, read for all parts of a name
MOST_BEGUN = 4000  # that begin like the last word
KEPT_WORDS = 500  # for one part, the most alike
WEIGHED, MOST_WEIGHED = 72, 24  # of these, compared in every reading: for all parts, for one
BEGUN = 0.845  # a word that begins like the last one asked, less than one that is very likely meant
PLENTY = 40  # words that are very likely meant: enough of them
# A word may be meant, likely is, very likely is, sounds the same, is letter for letter the same.
ALIKE, LIKELY, SAME, EQUAL, EXACT = 0.6, 0.79, 0.86, 0.95, 1.0
# In the place of a part's number: rows that are found otherwise; the last less the number of a part.
EXACTLY, BEGINNING, FORMS = -1, -2, -3
MOST_FORMS = 100  # of one word, those in most names


class Meant:
    """What one part of the asked name may mean."""

    def __init__(self, word):
        self.word = word
        self.alike = {}  # {number of a word: likeness}
        self.guessed = {}  # {number of a word whose likeness is a guess: (as spelt, its readings)}
        self.borne = {}  # {number of a word: in how many names it stands}
        self.apart = []  # words that may be meant and have other consonants
        self.sounds, self.consonants = asked_name_keys(word)

    def add(self, number, likeness, uses, guessed=None):
        """`guessed` is what it takes to hear the word; what was heard counts for more than a guess."""
        if guessed is None:
            is_better = self.guessed.pop(number, None) or likeness > self.alike.get(number, 0.0)
        elif is_better := number not in self.alike:
            self.guessed[number] = guessed
        if is_better:
            self.alike[number] = likeness
            self.borne[number] = uses

    def likeness(self, number):
        """No guess any more."""
        if number in self.guessed:
            spelt, readings = self.guessed.pop(number)
            self.alike[number] = heard(self.word).likeness(word_of(spelt), sounds_of(readings))
        return self.alike.get(number, 0.0)

    @cached_property
    def sounding(self):
        """By what names are found that have a word that sounds the same, or is a form of it."""
        return self.sounds + [number for number in self.apart if self.alike[number] >= EQUAL]

    @cached_property
    def resembling(self):
        """By what names are found that have a word that may be meant."""
        likely = [number for number in self.apart if self.alike[number] >= LIKELY]
        return self.consonants + likely

    def numbers(self, at_least):
        """The words as like as this, the likeliest first."""
        ordered, likenesses = self._ordered
        return ordered[: bisect_right(likenesses, -at_least)]

    @cached_property
    def _ordered(self):
        """(words, the likeliest first; their likenesses below zero, so that these ascend)"""
        ordered = sorted(self.alike, key=self.alike.get, reverse=True)
        return ordered, [-self.alike[number] for number in ordered]

    @cached_property
    def uses(self):
        """In how many names there is a word that is very likely meant."""
        return self.bearers(self.numbers(SAME))

    def bearers(self, numbers):
        return sum(map(self.borne.get, numbers))

    def nearest(self, names, at_least=SAME):
        """The words most like it that about so many names have; one at least."""
        found = []
        for number in self.numbers(at_least):
            names -= self.borne[number]
            if found and names < 0:
                break
            found.append(number)
        return found


def meanings(table, cursor, asked):
    """{part of the asked name: `Meant`}; initials only where there is nothing else.

    `table` is the vocabulary's. Two questions to the database: words with other vowels are many, so
    they are read only where few of the same are there.
    """
    parts = [part for part in asked.parts if not is_initial(part.word)] or list(asked.parts)
    meant = [Meant(part.word) for part in parts]
    near = [sum(asked_keys(part.word)[:-1], []) for part in parts]
    last = asked.words[-1].text
    forms = [form_keys(part.word) for part in parts]
    rows = _read(
        cursor,
        [
            _exactly(table, parts),
            *_begun(table, asked.words[-1]),
            *_by_keys(table, near),
            *_other_forms(table, forms),
        ],
    )
    for _, number, text, _, _, uses in rows[EXACTLY]:
        for part, its in zip(parts, meant, strict=True):
            if part.word.text == text:
                its.add(number, EXACT, uses)
    for place, its in enumerate(meant):
        for _, number, spelt, readings, _, uses in rows[FORMS - place]:
            its.add(number, OTHER_FORM, uses, (spelt, readings))
    _keep(rows, parts, meant)
    far = [
        asked_keys(part.word)[-1]
        if (part.last - part.first == 1 or part.word.script in SYLLABIC)
        and sum(likeness >= SAME for likeness in its.alike.values()) < PLENTY
        else []
        for part, its in zip(parts, meant, strict=True)
    ]
    _keep(_read(cursor, _by_keys(table, far)), parts, meant)
    for part, its in zip(parts, meant, strict=True):
        if part.first == len(asked.words) - 1:
            for _, number, text, _, _, uses in rows[BEGINNING]:
                its.add(number, BEGUN + 0.01 * len(last) / len(text), uses)
            its.apart += [number for _, number, *_ in rows[BEGINNING][:MOST_WEIGHED]]
    return dict(zip(parts, meant, strict=True))


def _exactly(table, parts):
    """What is letter for letter the same, which no bound may cut off."""
    texts = list({part.word.text for part in parts})
    return f"SELECT %s, id, text, '', '', uses FROM {table} WHERE text = ANY(%s)", [EXACTLY, texts]


def _begun(table, word):
    """The last word may not have been typed to its end; a sign of Han or Hangul is a whole word."""
    if len(word.text) > 1 or word.script not in SIGNS:
        yield (
            "SELECT %s, id, text, '', '', uses FROM "
            f"(SELECT id, text, uses FROM {table} WHERE text LIKE %s LIMIT %s) begun "
            "ORDER BY uses DESC LIMIT %s",
            [BEGINNING, f"{word.text}_%", MOST_BEGUN, KEPT_WORDS],
        )


def _by_keys(table, wanted):
    """Questions for words by keys, a list of keys for each part; the usual ones where they are many."""
    return [
        (
            f"SELECT %s, id, spelt, sounds, classes, uses FROM {table} "
            "WHERE keys && %s ORDER BY uses DESC LIMIT %s",
            [place, keys, MOST_WORDS // len(wanted)],
        )
        for place, keys in enumerate(wanted)
        if keys
    ]


def _other_forms(table, wanted):
    """Questions for other forms of the same names, of which nobody has to be heard."""
    return [
        (
            f"SELECT %s, id, spelt, sounds, classes, uses FROM {table} "
            "WHERE keys && %s ORDER BY uses DESC LIMIT %s",
            [FORMS - place, keys, MOST_FORMS],
        )
        for place, keys in enumerate(wanted)
        if keys
    ]


def _read(cursor, questions):
    """{number of the part: [(it, number of a word, text, readings, classes, uses)]}, in one journey."""
    rows = defaultdict(list)
    if questions:
        cursor.execute(
            " UNION ALL ".join(f"({sql})" for sql, _ in questions),
            [parameter for _, parameters in questions for parameter in parameters],
        )
        for row in cursor.fetchall():
            rows[row[0]].append(row)
    return rows


def _keep(rows, parts, meant):
    """Of the words that were read for each part those that it may mean."""
    weighed = min(MOST_WEIGHED, WEIGHED // len(parts))
    for part, its, found in zip(parts, meant, map(rows.get, range(len(parts))), strict=True):
        likely = [each for each in likenesses(part.word, found or [], weighed) if each[0] >= ALIKE]
        # Of words that sound the same, those that more people bear.
        likely.sort(key=lambda each: (round(each[0], 2), each[2]), reverse=True)
        for likeness, number, uses, guessed, is_apart in likely[:KEPT_WORDS]:
            its.add(number, likeness, uses, guessed)
            if is_apart:
                its.apart.append(number)
