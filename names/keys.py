"""By which keys a word is found in a vocabulary: itself, its sounds, its slips, its other forms."""

from names.aliases import groups
from names.letters import VOWELLESS
from names.sounds import codes, loose, readings

SHORTEST_SLIP = 4  # a slip in a shorter word makes another word


def stored_keys(word):
    """The keys under which a word is kept: a list of texts, no two the same."""
    keys = {_self(word), *_slips(word), *_groups(word), *_codes(word)}
    return sorted(keys | (_bare(word) if word.script in VOWELLESS else _sounds(word)))


def asked_keys(word):
    """The keys that a word is looked up with, in steps: each wider than the one before."""
    near = {_self(word), *_slips(word), *_groups(word)}
    if word.script in VOWELLESS:
        return [sorted(near | _codes(word))]
    return [sorted(near | _sounds(word) | _bare(word)), sorted(_codes(word))]


def _self(word):
    return f"={word.text}"


def _sounds(word):
    return {f"~{loose(reading)}" for reading in readings(word)}


def _codes(word):
    return {f"#{code}" for code in codes(word)}


def _bare(word):
    """The codes again, under which only words are kept that are written without vowels."""
    return {f"%{code}" for code in codes(word)}


def _groups(word):
    return {f"@{group}" for group in groups(word)}


def _slips(word):
    """The word without each of its letters. Two words that differ by one slip share one of these."""
    text = word.text
    if len(text) < SHORTEST_SLIP or word.script in {"Hani", "Hang", "Mymr"}:
        return set()
    return {f"-{text}", *(f"-{text[:place]}{text[place + 1 :]}" for place in range(len(text)))}
