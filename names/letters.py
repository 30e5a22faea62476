"""A written name taken apart: words in their own script, without case, accents and marks."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from names.tables import han

LONGEST_TEXT, LONGEST_WORD, MOST_WORDS = 400, 40, 12

# Apostrophes of all kinds stand inside words; so do the marks that join, stretch and turn letters.
INSIDE_WORDS = dict.fromkeys(map(ord, "'’‘ʼʻʹʺ`´ʽˈ′\u0640\u00ad\ufeff"))
INSIDE_WORDS |= dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)

SCRIPTS = [
    ("Latn", 0x41, 0x2AF),
    ("Grek", 0x370, 0x3FF),
    ("Cyrl", 0x400, 0x52F),
    ("Armn", 0x530, 0x58F),
    ("Hebr", 0x590, 0x5FF),
    ("Arab", 0x600, 0x6FF),
    ("Arab", 0x750, 0x77F),
    ("Tibt", 0xF00, 0xFFF),
    ("Mymr", 0x1000, 0x109F),
    ("Geor", 0x10A0, 0x10FF),
    ("Latn", 0x1E00, 0x1EFF),
    ("Kana", 0x3040, 0x30FF),
    ("Hani", 0x3400, 0x9FFF),
    ("Hang", 0xAC00, 0xD7AF),
]
# Their vowels are marks, so marks stay.
MARKS_ARE_VOWELS = {"Mymr", "Tibt", "Zyyy"}
VOWELLESS = {"Arab", "Hebr"}
SYLLABIC = {"Hani", "Hang", "Mymr"}
SIGNS = {"Hani", "Hang"}  # one sign is one syllable
BREVE = "\u0306"
FOREIGN = 4  # syllables of a Han or Hangul word that is no Chinese or Korean one

# Letters that have no parts in Unicode, and letters that are written with several codes.
ONE_LETTER = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"ə": "e", "ĸ": "k", "ŋ": "n"}
    | {"ك": "ک", "ي": "ی", "ى": "ی", "ے": "ی", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۀ": "ه"}
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی"}
    | {"ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ"}
    | {"ґ": "г", "ς": "σ"}
)
# Cyrillic letters that look like Latin ones, typed in the midst of the other alphabet.
LOOK_ALIKE = "aаeеoоpрcсyуxхkкmмtтhнbвiі"
TO_CYRILLIC = str.maketrans(dict(zip(LOOK_ALIKE[::2], LOOK_ALIKE[1::2], strict=True)))
TO_LATIN = str.maketrans(dict(zip(LOOK_ALIKE[1::2], LOOK_ALIKE[::2], strict=True)))

LATIN, CYRILLIC = re.compile("[\0-\u024f]"), re.compile("[\u0400-\u052f]")
IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Marks of tones are left out; a consonant above another is the last of its syllable.
BURMESE_TONES = dict.fromkeys(map(ord, "့း")) | {0x1039: "်"}
# A consonant that is not the last of its syllable, and what follows up to the next one.
BURMESE_SYLLABLE = re.compile(r"[က-အဣ-ဪဿ](?![်္])(?:[က-အ](?=[်္])|[^က-အဣ-ဪဿ])*")


class OnlyLetters(dict):
    """For `str.translate`: a space for every character that is neither a letter nor its mark."""

    def __missing__(self, code):
        is_letter = unicodedata.category(chr(code))[0] in "LM"
        self[code] = code if is_letter else " "
        return self[code]


ONLY_LETTERS = OnlyLetters()


class Word(NamedTuple):
    """`text` is without case, accents and marks, and Chinese in the simplified style; `spelt` keeps
    what says how it sounds."""

    text: str
    spelt: str
    script: str


def words(text):
    """The words of a name in their order, at most 12 of 40 letters; what is no letter parts
    them, and what stands in brackets is left out."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).translate(INSIDE_WORDS)
    text = IN_BRACKETS.sub(" ", text).strip() or text
    text = unicodedata.normalize("NFC", text.replace("İ", "I").casefold())
    runs = [run[:LONGEST_WORD] for run in text.translate(ONLY_LETTERS).split(" ") if run]
    found = [word(part) for run in runs for part in _parts(run, alone=len(runs) == 1)]
    return [each for each in found if each.text][:MOST_WORDS]


def plain(text):
    """A text without case, accents and marks, its words parted by single spaces."""
    return " ".join(word.text for word in words(text))


def _parts(run, alone):
    """Han, Hangul and Burmese do not part the words of a name: every syllable is one.

    Only foreign names are parted, and their words are longer.
    """
    script = script_of(run)
    if script in SIGNS:
        return run if len(run) < FOREIGN or alone else [run]
    if script == "Mymr":
        return BURMESE_SYLLABLE.findall(run.translate(BURMESE_TONES))
    return [run]


@lru_cache(maxsize=20_000)
def word(spelt):
    """A word as it stands in a name, without case; several syllables of a word are one word."""
    if spelt.isascii():
        return Word(spelt, spelt, script_of(spelt))
    spelt = _one_alphabet(spelt)
    script = script_of(spelt)
    if script in MARKS_ARE_VOWELS:
        return Word(spelt, spelt, script)
    if script == "Hani":
        return Word(spelt.translate(han.to_simplified()), spelt, script)
    kept = BREVE if script == "Cyrl" else ""  # й and ў are letters, not и and у with an accent
    bare = "".join(
        c
        for c in unicodedata.normalize("NFD", spelt)
        if c == kept or unicodedata.category(c) != "Mn"
    )
    return Word(unicodedata.normalize("NFC", bare).translate(ONE_LETTER), spelt, script)


def _one_alphabet(spelt):
    """A word of Latin and Cyrillic letters mixed, written in the alphabet of most of them."""
    latin, cyrillic = len(LATIN.findall(spelt)), len(CYRILLIC.findall(spelt))
    if not latin or not cyrillic:
        return spelt
    return spelt.translate(TO_CYRILLIC if cyrillic >= latin else TO_LATIN)


def script_of(word):
    """ISO 15924 code of the first letter; "Zyyy" for scripts that have no tables of their own."""
    return _script_of(word[0])


@cache
def _script_of(letter):
    code = ord(letter)
    return next((name for name, first, last in SCRIPTS if first <= code <= last), "Zyyy")
