"""By which keys a word is found in a vocabulary: itself, its sounds, its slips, its other forms.

A key is a text, and kept as a number made of it: a quarter of the space. Two keys with one number
only mean that a word more is looked at.
"""

from zlib import crc32

from names.aliases import groups
from names.letters import SYLLABIC, VOWELLESS
from names.sounds import codes, loose, readings, skeleton

SHORTEST_SLIP = 4  # a slip in a shorter word makes another word

LAST_VOWEL = {"a": "a", "e": "a", "i": "i", "o": "u", "u": "u"}


def stored_keys(word):
    """The keys under which a word is kept: a list of numbers, no two the same."""
    keys = {_self(word), *_slips(word), *_groups(word)}
    if word.script in VOWELLESS:
        return _numbers(keys | _bones("%", word))
    return _numbers(keys | _sounds(word) | _codes(word) | _bones("&", word))


def asked_keys(word):
    """The keys that a word is looked up with, in steps, each wider than the one before.

    The last step is of words that have only the consonants in common.
    """
    near = {_self(word), *_slips(word), *_groups(word)}
    if word.script in VOWELLESS:
        return [_numbers(near | _bones("%", word)), _numbers(_bones("&", word)), []]
    if word.script in SYLLABIC and len(word.text) == 1:
        return [_numbers(near | _sounds(word)), []]
    return [_numbers(near | _sounds(word)), _numbers(_bones("%", word)), _numbers(_codes(word))]


def name_keys(word):
    """What a name with such a word is kept under beside the word: how it sounds, with and without vowels.

    Numbers below 0, for those from 0 on are numbers of words.
    """
    mark = "%" if word.script in VOWELLESS else "&"
    return _below_zero(_sounds(word) | _bones(mark, word) | _codes(word))


def asked_name_keys(word):
    """(keys of names with a word that sounds the same, with one that has the same consonants)."""
    same = _sounds(word) | _bones("%", word)
    if word.script in VOWELLESS:
        same |= _bones("&", word)
    return _below_zero(same), _below_zero(_codes(word))


def _below_zero(keys):
    return sorted({-1 - (crc32(key.encode()) >> 1) for key in keys})


def _numbers(keys):
    """CRC-32 of each, as PostgreSQL's signed integers."""
    return sorted({crc32(key.encode()) - 2**31 for key in keys})


def _self(word):
    return f"={word.text}"


def _sounds(word):
    return {f"~{loose(reading)}" for reading in readings(word)}


def _codes(word):
    return {f"#{code}" for code in codes(word)}


def _bones(mark, word):
    """Consonants and the last vowel: what words with and without written vowels have in common."""
    return {
        f"{mark}{skeleton(reading)}{LAST_VOWEL.get(reading[-1], '.')}" for reading in readings(word)
    }


def _groups(word):
    return {f"@{group}" for group in groups(word)}


def _slips(word):
    """The word without each of its letters. Two words that differ by one slip share one of these."""
    text = word.text
    if len(text) < SHORTEST_SLIP or word.script in {"Hani", "Hang", "Mymr"}:
        return set()
    return {f"-{text}", *(f"-{text[:place]}{text[place + 1 :]}" for place in range(len(text)))}
