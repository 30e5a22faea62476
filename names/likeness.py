"""How alike two written names are, and why."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from names.aliases import groups, groups_of
from names.letters import SYLLABIC, VOWELLESS
from names.parts import Name, name_of
from names.sounds import code, codes, loose, readings, skeleton

CLOSE, SOUNDS = 0.88, 0.62
MOST = 0.995  # of names that are not letter for letter the same
# Nobody writes one name in Arabic and in Chinese, so what sounds alike there is chance.
STRANGERS = 0.85
# Another sign of the same script is another word, even when it sounds alike.
SAME_SYLLABLE, OTHER_SYLLABLE = 0.9, 0.8
# What is taken off: for words of the stored name that were not asked for, for another order.
UNASKED, TURNED, TURNED_SYLLABLES = 0.12, 0.004, 0.04


class Kind(StrEnum):
    """From the strongest reason to the weakest."""

    EXACT = "exact"  # every asked word letter for letter, whatever case, accents, order
    CLOSE = "close"  # the same name in another script or spelling, or a slip of the keyboard
    SOUNDS = "sounds"  # sounds alike
    WEAK = "weak"  # only a part of it is alike


@dataclass(frozen=True, order=True)
class Likeness:
    """`score` from 0 (nothing in common) to 1 (the same letters); `written` is the stored form."""

    score: float
    kind: Kind
    written: str = ""


def alike(asked: str, written: str) -> Likeness:
    """How alike two written names are; every word weighs the same."""
    return compare(name_of(asked), name_of(written), written)


def compare(asked: Name, stored: Name, written="", weights=None, same=None) -> Likeness:
    """The likeness of two names taken apart.

    `weights` says how telling each asked word is; `same(part, number)` how surely a part of the
    asked name is the part with this number of the stored one, when that is known.
    """
    if not asked.words or not stored.words:
        return Likeness(0.0, Kind.WEAK, written)
    covered, taken, places = _cover(asked, stored, same)
    weights = list(weights or [1.0] * len(asked.words))
    if asked.patronymic is not None:
        weights[asked.patronymic] *= 1.0 if covered[asked.patronymic] > 0.8 else 0.2
    score = sum(w * c * c for w, c in zip(weights, covered, strict=True)) / sum(weights)
    score -= UNASKED * _left_over(stored, taken)
    if places != sorted(places):
        both = {asked.words[0].script, stored.words[0].script}
        score -= TURNED_SYLLABLES if both <= SYLLABIC else TURNED
    score = min(max(score, 0.0), 1.0)
    if min(covered) == 1.0:
        whole = len(taken) == len(stored.words)
        return Likeness(1.0 if whole else min(score, MOST), Kind.EXACT, written)
    return Likeness(min(score, MOST), kind_of(score), written)


def _cover(asked, stored, same):
    """For each asked word how surely a stored one is it, which stored words are taken, and where."""
    pairs = []
    for ours in asked.parts:
        for number, theirs in enumerate(stored.parts):
            if is_initial(ours.word) or is_initial(theirs.word):
                likeness = _initial(ours.word, theirs.word)
            else:
                likeness = same(ours, number) if same else same_word(ours.word, theirs.word)
            if likeness > 0.5:
                pairs.append((likeness, ours, theirs))
    pairs.sort(key=lambda pair: (-pair[0], pair[1].first - pair[1].last))
    covered, taken, places = [0.0] * len(asked.words), set(), {}
    for likeness, ours, theirs in pairs:
        mine, others = range(ours.first, ours.last), range(theirs.first, theirs.last)
        if any(covered[place] for place in mine) or any(place in taken for place in others):
            continue
        for place in mine:
            covered[place] = likeness
        taken.update(others)
        places[ours.first] = theirs.first
    return covered, taken, [places[place] for place in sorted(places)]


def _left_over(stored, taken):
    """The part of a stored name that was not asked for; patronymics and initials hardly count."""
    sizes = [
        0.2 if place == stored.patronymic or is_initial(word) else 1.0
        for place, word in enumerate(stored.words)
    ]
    return sum(size for place, size in enumerate(sizes) if place not in taken) / sum(sizes)


def is_initial(word):
    """A single letter; in Han, Hangul and Burmese one sign is a whole word."""
    return len(word.text) == 1 and word.script not in SYLLABIC


def _initial(one, other):
    """An initial stands for every word that begins with its sound."""
    if one.text == other.text:
        return 1.0
    return 0.86 if readings(one)[0][:1] == readings(other)[0][:1] else 0.0


def kind_of(score):
    if score >= CLOSE:
        return Kind.CLOSE
    return Kind.SOUNDS if score >= SOUNDS else Kind.WEAK


@lru_cache(maxsize=200_000)
def same_word(asked, stored):
    """How surely two `letters.Word`s are forms of one word, from 0 to 1."""
    return likeness_of_words(asked, stored, readings(stored))


def likeness_of_words(asked, stored, sounds):
    """The same with the readings of the stored word, when they are at hand."""
    if asked.text == stored.text:
        return 1.0
    ours = readings(asked)
    fine = (
        max(_fine(one, other) for one in ours for other in sounds)
        if set(ours).isdisjoint(sounds)
        else 1.0
    )
    score = fine * 0.9
    if asked.script in VOWELLESS or stored.script in VOWELLESS:
        bare = max(
            OSA.normalized_similarity(skeleton(one), skeleton(other))
            for one in ours
            for other in sounds
        )
        fine = max(fine, 0.3 * fine + 0.65 * bare)
    if not codes(asked).isdisjoint(map(code, sounds)):
        score = max(score, 0.70 + 0.28 * fine)
    if not groups(asked).isdisjoint(groups_of(stored.text, tuple(sounds[:2]))):
        score = max(score, 0.95)
    if asked.script == stored.script:
        score = max(score, _slip(asked.text, stored.text))
    if {asked.script, stored.script} & VOWELLESS and {asked.script, stored.script} & SYLLABIC:
        score *= STRANGERS
    if asked.script == stored.script and asked.script in {"Hani", "Hang"}:
        score = min(score, SAME_SYLLABLE if ours[0] == sounds[0] else OTHER_SYLLABLE)
    return min(score, 0.99)


def _slip(one, other):
    """One wrong letter in a word of four and more, two in a word of seven and more."""
    slips = OSA.distance(one, other, score_cutoff=2)
    shorter = min(len(one), len(other))
    if slips == 1 and shorter >= 4:
        return 0.97 - 0.30 / shorter
    return 0.96 - 0.90 / shorter if slips == 2 and shorter >= 7 else 0.0


@lru_cache(maxsize=200_000)
def _fine(one, other):
    """Likeness of two readings: letters of sound and their classes."""
    if one == other:
        return 1.0
    classes = OSA.normalized_similarity(loose(one), loose(other))
    return (
        0.5 * classes
        + 0.25 * OSA.normalized_similarity(one, other)
        + 0.25 * JaroWinkler.similarity(one, other)
    )
