"""How alike two written names are, and why."""

from dataclasses import dataclass
from enum import StrEnum

from names.hearing import same_word
from names.letters import SYLLABIC
from names.parts import Name, name_of
from names.sounds import readings

CLOSE, SOUNDS = 0.88, 0.62
MOST = 0.995  # of names that are not letter for letter the same
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


def compare(asked: Name, stored: Name, written="", weights=None, known=None) -> Likeness:
    """The likeness of two names taken apart.

    `weights` says how telling each asked word is; `known` gives (likeness, part of the asked name,
    part of the stored one) when it is known how alike their parts are.
    """
    if not asked.words or not stored.words:
        return Likeness(0.0, Kind.WEAK, written)
    likeness = _of_covered(
        asked, stored, written, weights, _cover(asked, asked.parts, stored, known)
    )
    whole = [part for part in asked.parts if part.last - part.first == len(asked.words) > 1]
    if not whole or likeness.kind is Kind.EXACT:
        return likeness
    # A slip in a word that was run together: its other words are the same, and it may count for more.
    if known is not None:
        known = [pair for pair in known if pair[1] in whole]
    return max(
        likeness, _of_covered(asked, stored, written, weights, _cover(asked, whole, stored, known))
    )


def _of_covered(asked, stored, written, weights, cover):
    covered, taken, places = cover
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


def _cover(asked, ours, stored, known):
    """For each asked word how surely a stored one is it, which stored words are taken, and where.

    Of the asked name only the parts `ours` are looked for. What is the same letter for letter is taken first
    in any case; what that leaves is compared by sound, which takes far longer.
    """
    covered, taken, places = [0.0] * len(asked.words), set(), {}
    theirs = stored.parts
    if known is None:
        _take(_same(ours, theirs), covered, taken, places)
        ours = [part for part in ours if not any(covered[part.first : part.last])]
        theirs = [part for part in theirs if taken.isdisjoint(range(part.first, part.last))]
    _take(_parts_alike(ours, theirs, known), covered, taken, places)
    return covered, taken, [places[place] for place in sorted(places)]


def _take(alike, covered, taken, places):
    """Of (likeness, part of the asked name, part of the stored one) the most alike first, no word twice."""
    alike.sort(key=lambda pair: (-pair[0], pair[1].first - pair[1].last))
    for likeness, ours, theirs in alike:
        others = range(theirs.first, theirs.last)
        if any(covered[ours.first : ours.last]) or not taken.isdisjoint(others):
            continue
        for place in range(ours.first, ours.last):
            covered[place] = likeness
        taken.update(others)
        places[ours.first] = theirs.first


def _same(ours, theirs):
    """The pairs of parts that are letter for letter the same."""
    by_text = {}
    for part in theirs:
        by_text.setdefault(part.word.text, []).append(part)
    return [(1.0, part, other) for part in ours for other in by_text.get(part.word.text, ())]


def _parts_alike(ours, theirs, known):
    """(likeness, part of the asked name, part of the stored one), the same of initials included."""
    pairs = [(part, other) for part in ours for other in theirs]
    initials = {part for part in (*ours, *theirs) if is_initial(part.word)}
    if known is None:
        known = [
            (same_word(part.word, other.word), part, other)
            for part, other in pairs
            if part not in initials and other not in initials
        ]
    found = list(known)
    if initials:
        found += [
            (_initial(part.word, other.word), part, other)
            for part, other in pairs
            if part in initials or other in initials
        ]
    return [pair for pair in found if pair[0] > 0.5]


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
