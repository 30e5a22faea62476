"""How surely two words are forms of one word: `Heard` compares one with many."""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from names.aliases import groups, groups_of
from names.letters import SYLLABIC, VOWELLESS
from names.sounds import code, loose, readings, skeleton

# Nobody writes one name in Arabic and in Chinese, so what sounds alike there is chance.
STRANGERS = 0.85
# Another sign of the same script is another word, even when it sounds alike.
SAME_SYLLABLE, OTHER_SYLLABLE = 0.9, 0.8
# Of the likeness of two readings: their classes of sounds, their letters, their beginnings.
CLASSES, LETTERS, BEGINNINGS = 0.5, 0.25, 0.25


class Sounds(NamedTuple):
    """The readings of a word, the likeliest first, with their classes; and codes of its consonants."""

    readings: tuple[str, ...]
    classes: tuple[str, ...]
    codes: frozenset[str]


@lru_cache(maxsize=20_000)
def sounds_of(readings):
    """`Sounds` of readings that are parted by spaces."""
    every = tuple(readings.split(" "))
    return Sounds(every, tuple(map(loose, every)), frozenset(map(code, every)))


class Heard:
    """A `letters.Word`, and what is computed of it once."""

    def __init__(self, word):
        self.word = word
        self.sounds = sounds_of(" ".join(readings(word)))
        self.groups = groups(word)

    def likeness(self, other, sounds):
        """To another `letters.Word` with these `Sounds`: from 0 to 1, which is letter for letter."""
        if self.word.text == other.text:
            return 1.0
        fine = self._fine(sounds)
        score = fine * 0.9
        scripts = {self.word.script, other.script}
        is_vowelless = not scripts.isdisjoint(VOWELLESS)
        if is_vowelless:
            fine = max(fine, 0.3 * fine + 0.65 * self._bare(sounds))
        if self.has_consonants_of(sounds):
            score = max(score, 0.70 + 0.28 * fine)
        if not self.groups.isdisjoint(groups_of(other.text, sounds.readings[:2])):
            score = max(score, 0.95)
        if len(scripts) == 1:
            score = max(score, _slip(self.word.text, other.text))
        if is_vowelless and not scripts.isdisjoint(SYLLABIC):
            score *= STRANGERS
        if len(scripts) == 1 and other.script in {"Hani", "Hang"}:
            is_same = self.sounds.readings[0] == sounds.readings[0]
            score = min(score, SAME_SYLLABLE if is_same else OTHER_SYLLABLE)
        return min(score, 0.99)

    def has_consonants_of(self, sounds):
        return not self.sounds.codes.isdisjoint(sounds.codes)

    def _fine(self, sounds):
        """The likeness of the two readings that are most alike."""
        if not set(self.sounds.readings).isdisjoint(sounds.readings):
            return 1.0
        best = 0.0
        for one, ours in zip(self.sounds.readings, self.sounds.classes, strict=True):
            for other, theirs in zip(sounds.readings, sounds.classes, strict=True):
                alike = CLASSES * OSA.normalized_similarity(ours, theirs)
                if alike + LETTERS + BEGINNINGS > best:
                    alike += LETTERS * OSA.normalized_similarity(one, other)
                    alike += BEGINNINGS * JaroWinkler.similarity(one, other)
                    best = max(best, alike)
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
    """One wrong letter in a word of four and more, two in a word of seven and more."""
    slips = OSA.distance(one, other, score_cutoff=2)
    shorter = min(len(one), len(other))
    if slips == 1 and shorter >= 4:
        return 0.97 - 0.30 / shorter
    return 0.96 - 0.90 / shorter if slips == 2 and shorter >= 7 else 0.0
