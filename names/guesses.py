"""How like very many words are to one: the nearest are heard, of the rest it is guessed."""

from itertools import chain
from operator import itemgetter

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from names.hearing import heard, sounds_of
from names.letters import SIGNS, VOWELLESS, script_of
from names.letters import word as word_of
from names.sounds import skeleton

FIRST_BARE, LAST_BARE = "\u0590", "\u077f"  # Hebrew and Arabic letters
MOST_SOUNDS = 3  # readings of a word that are compared with many others
# What a word is worth by the classes of its sounds alone: from this on, and how much more at most.
GUESS, GUESSED = 0.69, 0.28
# Where classes are less alike than this, only what is compared in every reading counts.
LEAST_GUESS = 0.36


def likenesses(word, rows, weighed):
    """(likeness, number, uses, what is guessed of or None, whether the consonants differ) of words.

    Exact of the nearest, a guess of the rest. What is nearest is seen by the classes of sounds. Words
    with vowels and without are no match for each other's letters, so each sort gets its share.
    """
    asked, found = heard(word), []
    bare, voiced = [], []
    for row in rows:
        (bare if FIRST_BARE <= row[2][0] <= LAST_BARE else voiced).append(row)
    for some in (bare, voiced):
        nearest, others = some, []
        if len(some) > weighed:
            likely = _guessed(asked, some, some is bare or word.script in VOWELLESS)
            likely.sort(key=itemgetter(0), reverse=True)
            nearest, others = [row for _, row in likely[:weighed]], likely[weighed:]
        for _, number, spelt, readings, _, uses in nearest:
            sounds = sounds_of(readings)
            likeness = asked.likeness(word_of(spelt), sounds)
            found.append((likeness, number, uses, None, not asked.has_consonants_of(sounds)))
        found += [(guess, row[1], row[5], (row[2], row[3]), False) for guess, row in others]
    return found


def _guessed(asked, rows, is_vowelless):
    """(a guess how like it is, row) of the rows of words that may be alike."""
    guesses = _guesses(asked, {row[4] for row in rows}, is_vowelless)
    script = asked.word.script
    if script not in SIGNS:
        return [(guesses[row[4]], row) for row in rows if row[4] in guesses]
    found = []
    for row in rows:
        guess = guesses.get(row[4])
        if guess:
            if script_of(row[2]) == script:
                guess = min(guess, asked.most_alike(row[3].partition(" ")[0]))
            found.append((guess, row))
    return found


def _guesses(asked, every, is_vowelless):
    """{classes of the sounds of a word: how like it is}; those that are hardly alike have none."""
    parted = {each: each.split(" ") for each in every}
    alike = dict.fromkeys(chain.from_iterable(parted.values()), 0.0)
    classes = list(alike)
    for sound, _ in asked.sounds.by_class[:MOST_SOUNDS]:
        near = extract(
            sound, classes, scorer=OSA.normalized_similarity, score_cutoff=LEAST_GUESS, limit=None
        )
        for other, likeness, _ in near:
            if is_vowelless:
                bare = OSA.normalized_similarity(skeleton(sound), skeleton(other))
                likeness = max(likeness, 0.3 * likeness + 0.65 * bare)
            if likeness > alike[other]:
                alike[other] = likeness
    likeness_of = alike.__getitem__
    best = {each: max(map(likeness_of, sounds)) for each, sounds in parted.items()}
    return {each: GUESS + GUESSED * likeness for each, likeness in best.items() if likeness}
