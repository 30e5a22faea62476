"""By which keys a word is found in a vocabulary: itself, its sounds, its slips, its other forms.

A key is a text, and kept as a number made of it: a quarter of the space. Two keys with one number
only mean that a word more is looked at.
"""

from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from names.aliases import groups
from names.letters import SYLLABIC, VOWELLESS
from names.sounds import loose_of, readings, skeletons_of

# A slip in a shorter word makes another word; a sign of Han or Hangul is a syllable of a name.
SHORTEST_SLIP = {"Hani": 3, "Hang": 3, "Mymr": 6}
SHORTEST_OF_LETTERS = 4

LAST_VOWEL = {"a": "a", "e": "a", "i": "i", "o": "u", "u": "u"}


class _BySound(NamedTuple):
    """Keys of how a word sounds: classes; consonants; these with the last vowel, as `%` and as `&`."""

    sounds: frozenset[str]
    codes: frozenset[str]
    bare_bones: frozenset[str]
    bones: frozenset[str]


@lru_cache(maxsize=50_000)
def stored_keys(word):
    """The keys under which a word is kept: numbers, no two the same."""
    by_sound = _by_sound(word)
    if word.script in VOWELLESS:
        return tuple(_numbers(_near(word) | _forms(word) | by_sound.bare_bones))
    heard = by_sound.sounds | by_sound.codes | by_sound.bones
    return tuple(_numbers(_near(word) | _forms(word) | heard))


def forget():
    """Free what is remembered of tens of thousands of words, which whoever indexes them hardly meets again."""
    for remembered in (stored_keys, name_keys, _by_sound):
        remembered.cache_clear()


def asked_keys(word):
    """The keys that a word is looked up with, in steps, each wider than the one before.

    The last step is of words that have only the consonants in common. Other forms have keys of their own.
    """
    near, by_sound = _near(word), _by_sound(word)
    if word.script in VOWELLESS:
        return [_numbers(near | by_sound.bare_bones), _numbers(by_sound.bones), []]
    if word.script in SYLLABIC and len(word.text) == 1:
        return [_numbers(near | by_sound.sounds), []]
    return [
        _numbers(near | by_sound.sounds),
        _numbers(by_sound.bare_bones),
        _numbers(by_sound.codes),
    ]


@lru_cache(maxsize=50_000)
def name_keys(word):
    """What a name with such a word is kept under beside the word: how it sounds, with and without
    vowels, and its line in the table of aliases.

    Numbers below 0, for those from 0 on are numbers of words.
    """
    by_sound = _by_sound(word)
    bones = by_sound.bare_bones if word.script in VOWELLESS else by_sound.bones
    return tuple(_below_zero(by_sound.sounds | bones | by_sound.codes | _forms(word)))


def asked_name_keys(word):
    """(keys of names with a word that sounds the same or is another form, with one of the same
    consonants or another form).

    Words of the same sounds have the same consonants, so these alone find them too.
    """
    by_sound, forms = _by_sound(word), _forms(word)
    same = by_sound.sounds | by_sound.bare_bones | forms
    if word.script in VOWELLESS:
        same |= by_sound.bones
    return _below_zero(same), _below_zero(by_sound.codes | forms)


def form_keys(word):
    """The keys of words that are other forms of the same name, by the table of aliases."""
    return _numbers(_forms(word))


def _below_zero(keys):
    return sorted({-1 - (crc32(key.encode()) >> 1) for key in keys})


def _numbers(keys):
    """CRC-32 of each, as PostgreSQL's signed integers."""
    return sorted({crc32(key.encode()) - 2**31 for key in keys})


def _near(word):
    """The word itself and its slips."""
    return {f"={word.text}", *_slips(word)}


def _forms(word):
    return frozenset([f"@{group}" for group in groups(word)])


@lru_cache(maxsize=50_000)
def _by_sound(word):
    """Bones are what words with and without written vowels have in common."""
    sounds = readings(word)
    classes, consonants = loose_of(sounds), skeletons_of(sounds)
    bones = {
        bare + LAST_VOWEL.get(reading[-1], ".")
        for bare, reading in zip(consonants, sounds, strict=True)
    }
    return _BySound(
        sounds=frozenset([f"~{each}" for each in classes]),
        codes=frozenset(
            [
                f"#{bare}" if len(bare) > 1 else f"#{each}"  # vowels where consonants are few
                for bare, each in zip(consonants, classes, strict=True)
            ]
        ),
        bare_bones=frozenset([f"%{each}" for each in bones]),
        bones=frozenset([f"&{each}" for each in bones]),
    )


def _slips(word):
    """The word without each of its letters. Two words that differ by one slip share one of these."""
    text = word.text
    if len(text) < SHORTEST_SLIP.get(word.script, SHORTEST_OF_LETTERS):
        return ()
    return [f"-{text}", *[f"-{text[:place]}{text[place + 1 :]}" for place in range(len(text))]]
