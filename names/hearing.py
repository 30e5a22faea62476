"""How surely two words are forms of one word: `Heard` compares one with many."""

from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from names.aliases import groups, groups_of
from names.letters import SIGNS, SYLLABIC, VOWELLESS
from names.sounds import codes_of, loose_of, readings, skeleton

# Nobody writes one name in Arabic and in Chinese, so what sounds alike there is chance.
STRANGERS = 0.85
# Another sign of the same script is another word, even when it sounds alike.
SAME_SYLLABLE, OTHER_SYLLABLE = 0.9, 0.8
OTHER_FORM = 0.95  # of one name, by the table of aliases
# Of the likeness of two readings: their classes of sounds, their letters, their beginnings.
CLASSES, LETTERS, BEGINNINGS = 0.5, 0.25, 0.25


class Sounds(NamedTuple):
    """The readings of a word, the likeliest first; these by their classes; codes of its consonants."""

    readings: tuple[str, ...]
    by_class: tuple[tuple[str, tuple[str, ...]], ...]
    codes: frozenset[str]


@lru_cache(maxsize=20_000)
def sounds_of(readings):
    """`Sounds` of readings that are parted by spaces."""
    every, by_class = tuple(readings.split(" ")), {}
    for classes, reading in zip(loose_of(every), every, strict=True):
        by_class[classes] = (*by_class.get(classes, ()), reading)
    return Sounds(every, tuple(by_class.items()), frozenset(codes_of(by_class)))


class Heard:
    """A `letters.Word`, and what is computed of it once."""

    def __init__(self, word):
        self.word = word
        self.sounds = sounds_of(" ".join(readings(word)))
        self.every = frozenset(self.sounds.readings)
        self.groups = groups(word)

    def likeness(self, other, sounds):
        """To another `letters.Word` with these `Sounds`: from 0 to 1, which is letter for letter."""
        if self.word.text == other.text:
            return 1.0
        fine = self._fine(sounds)
        score = fine * 0.9
        script = self.word.script
        is_vowelless = script in VOWELLESS or other.script in VOWELLESS
        if is_vowelless:
            fine = max(fine, 0.3 * fine + 0.65 * self._bare(sounds))
        if self.has_consonants_of(sounds):
            score = max(score, 0.70 + 0.28 * fine)
        if self.groups and not self.groups.isdisjoint(groups_of(other.text, sounds.readings[:2])):
            score = max(score, OTHER_FORM)
        if is_vowelless and (script in SYLLABIC or other.script in SYLLABIC):
            score *= STRANGERS
        if script == other.script:
            if script in SIGNS:
                score = min(score, self.most_alike(sounds.readings[0]))
            score = max(score, _slip(self.word, other))
        return min(score, 0.99)

    def most_alike(self, reading):
        """How like another word of Han or Hangul may be that is read so."""
        return SAME_SYLLABLE if self.sounds.readings[0] == reading else OTHER_SYLLABLE

    def has_consonants_of(self, sounds):
        return not self.sounds.codes.isdisjoint(sounds.codes)

    def _fine(self, sounds):
        """The likeness of the two readings that are most alike."""
        if not self.every.isdisjoint(sounds.readings):
            return 1.0
        pairs = [
            (CLASSES * OSA.normalized_similarity(one, other), ours, theirs)
            for one, ours in self.sounds.by_class
            for other, theirs in sounds.by_class
        ]
        best = 0.0
        for classes, ours, theirs in sorted(pairs, key=itemgetter(0), reverse=True):
            if classes + LETTERS + BEGINNINGS <= best:
                break
            for one in ours:
                for other in theirs:
                    letters = LETTERS * OSA.normalized_similarity(one, other)
                    if classes + letters + BEGINNINGS > best:
                        begun = BEGINNINGS * JaroWinkler.similarity(one, other)
                        best = max(best, classes + letters + begun)
        return best

    def _bare(self, sounds):
        """The same of their consonants alone."""
        ours = set(map(skeleton, self.sounds.readings))
        theirs = set(map(skeleton, sounds.readings))
        return max(OSA.normalized_similarity(one, other) for one in ours for other in theirs)


heard = lru_cache(maxsize=20_000)(Heard)


@lru_cache(maxsize=40_000)
def same_word(asked, stored):
    """How surely two `letters.Word`s are forms of one word, from 0 to 1."""
    return heard(asked).likeness(stored, heard(stored).sounds)


def _slip(one, other):
    """One wrong letter in a word of four and more, two in a word of seven and more, one sign of three."""
    slips = OSA.distance(one.text, other.text, score_cutoff=2)
    shorter = min(len(one.text), len(other.text))
    if one.script in SIGNS:
        return 0.97 - 0.18 / shorter if slips == 1 and shorter >= 3 else 0.0
    if slips == 1 and shorter >= 4:
        return 0.97 - 0.30 / shorter
    return 0.96 - 0.90 / shorter if slips == 2 and shorter >= 7 else 0.0
