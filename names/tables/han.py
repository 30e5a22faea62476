"""Chinese characters as they sound in Mandarin, Cantonese and Korean.

`han.txt` lists the characters of the common national sets with their Cantonese (Jyutping, without
tone) and Korean readings, as Unicode's Unihan database gives them; Mandarin comes from anyascii.
`han_styles.txt` has pairs of a traditional character and the simplified one (the first that
OpenCC's TSCharacters gives, Apache-2.0).
"""

from functools import cache
from pathlib import Path

from names.tables import hangul

HERE = Path(__file__).parent
JYUTPING = [
    ("oeng", "eung"), ("eoi", "ui"), ("eon", "un"), ("eot", "ut"), ("oek", "euk"), ("oe", "eu"), ("aa", "a"),
    ("gw", "kv"), ("kw", "kv"), ("w", "v"), ("z", "J"), ("c", "C"), ("j", ""), ("yu", "u"),
]  # fmt: skip


@cache
def to_simplified():
    """For `str.translate`."""
    pairs = (HERE / "han_styles.txt").read_text(encoding="utf-8").split()
    return str.maketrans(dict(pairs))


@cache
def _table():
    lines = (HERE / "han.txt").read_text(encoding="utf-8").splitlines()
    return {line[0]: line[2:].split() for line in lines}


def cantonese(text):
    """One reading, or None when a character is not listed."""
    sounds = [_table().get(character, ("-", ""))[0] for character in text]
    if "-" in sounds:
        return None
    return [(_from_jyutping(sound),) for sound in sounds]


def korean(text):
    sounds = [_table().get(character, ("", "-"))[1] for character in text]
    return None if "-" in sounds else hangul.pieces("".join(sounds))


def _from_jyutping(sound):
    for jyutping, ours in JYUTPING:
        sound = sound.replace(jyutping, ours)
    return sound
