"""By which keys a word is found in a vocabulary: itself, its sounds, its slips, its other forms."""

from names.aliases import groups
from names.sounds import codes, loose, readings

SHORTEST_SLIP = 4  # a slip in a shorter word makes another word


def stored_keys(word):
    """The keys under which a word is kept: a list of texts, no two the same."""
    return sorted({_self(word), *_sounds(word), *_slips(word), *_groups(word)})


def asked_keys(word):
    """The keys that a word is looked up with, in steps: each wider than the one before."""
    return [
        sorted({_self(word), *_same_sounds(word), *_groups(word), *_slips(word)}),
        sorted(_codes(word)),
    ]


def _self(word):
    return f"={word.text}"


def _same_sounds(word):
    return {f"~{loose(reading)}" for reading in readings(word)}


def _codes(word):
    return {f"#{code}" for code in codes(word)}


def _sounds(word):
    return _same_sounds(word) | _codes(word)


def _groups(word):
    return {f"@{group}" for group in groups(word)}


def _slips(word):
    """The word without each of its letters. Two words that differ by one slip share one of these."""
    text = word.text
    if len(text) < SHORTEST_SLIP or word.script in {"Hani", "Hang", "Mymr"}:
        return set()
    return {f"-{text}", *(f"-{text[:place]}{text[place + 1 :]}" for place in range(len(text)))}
