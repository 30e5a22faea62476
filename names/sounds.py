"""How a written word sounds: a few possible readings, and consonant codes of them.

Romanisations disagree, so a spelling has several readings (ch as in English, German, French …).
What is not heard alike everywhere is not written: glides, double letters, soft signs.
"""

import re
from functools import lru_cache
from itertools import chain, combinations

from anyascii import anyascii

from names.letters import BURMESE_TONES
from names.tables import burmese, cyrillic, han, hangul, latin, semitic

MOST_READINGS = 8
VOWELS = "aeiou"
LETTERS, CLASSES = "pbtdkghvfszSZCJclrmnaeiou", "ppttkkkffssssssslrmn"
CONSONANT_CLASSES = str.maketrans(LETTERS[: len(CLASSES)], CLASSES)
ALL_CLASSES = CONSONANT_CLASSES | str.maketrans("eo", "aa")
WITHOUT_VOWELS = CONSONANT_CLASSES | dict.fromkeys(map(ord, VOWELS))
DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def readings(word):
    """The sounds of a `letters.Word`, the likeliest first: at most 8 texts, at least one."""
    ways = [_combined(pieces) for pieces in _ways(word) if pieces]
    found = {}
    for reading in chain((next(way) for way in ways), *ways):
        found.setdefault(_smooth(reading))
        if len(found) == MOST_READINGS:
            break
    return tuple(found)


@lru_cache(maxsize=20_000)
def codes(word):
    """The consonant classes of each reading; short ones keep their vowels. A set of texts."""
    return frozenset(code(reading) for reading in readings(word))


@lru_cache(maxsize=40_000)
def loose(reading):
    """A reading in classes: three vowels, nine groups of consonants."""
    return DOUBLED.sub(r"\1", reading.translate(ALL_CLASSES))


def classes_of(sounds):
    """The classes of some readings, in their order, each once."""
    return list(dict.fromkeys(map(loose, sounds)))


@lru_cache(maxsize=40_000)
def skeleton(reading):
    return DOUBLED.sub(r"\1", reading.translate(WITHOUT_VOWELS))


def code(reading):
    """The consonant classes; with vowels where there are fewer than two."""
    consonants = skeleton(reading)
    return consonants if len(consonants) > 1 else loose(reading)


def _ways(word):
    """The ways to say a word, the usual first: each a list of alternatives, piece by piece."""
    if word.script == "Cyrl":
        return [_pieces(word.text, CYRILLIC)]
    if word.script == "Arab":
        return [_pieces(word.text, ARABIC)]
    if word.script == "Hebr":
        return [_pieces(word.text, HEBREW)]
    if word.script == "Mymr":
        return [_burmese(word.text)]
    if word.script == "Hang":
        return [hangul.pieces(word.text) or [("",)]]
    if word.script == "Hani":
        return [_latin(anyascii(word.spelt)), han.cantonese(word.spelt), han.korean(word.spelt)]
    if word.script == "Latn":
        return [_latin(word.spelt.translate(latin.ACCENTED))]
    return [_latin(anyascii(word.text))]


def _latin(text):
    return _pieces(_bare(text), LATIN)


def _bare(text):
    return re.sub("[^a-zç]", "", anyascii(text.replace("ç", "\0")).casefold().replace("\0", "ç"))


def _combined(options):
    """All combinations with at most two pieces read otherwise than usual, the likelier ones first."""
    usual = [option[0] for option in options]
    doubtful = [place for place, option in enumerate(options) if len(option) > 1]
    changes = [((place, rank),) for place in doubtful for rank in range(1, len(options[place]))]
    changes += [(*one, *two) for one, two in combinations(changes, 2) if one[0][0] != two[0][0]]
    yield "".join(usual)
    for change in sorted(changes, key=lambda made: sum(rank for _, rank in made)):
        reading = list(usual)
        for place, rank in change:
            reading[place] = options[place][rank]
        yield "".join(reading)


def _smooth(reading):
    """Without glides and double letters."""
    reading = DOUBLED.sub(r"\1", reading)
    reading = re.sub(r"i(?=[aeou])", "", reading)
    return DOUBLED.sub(r"\1", reading) or "a"


class Table:
    """Spellings with their conditions, ready to be matched at a place of a text."""

    def __init__(self, spellings, soft="eiy", vowels="aeiouy"):
        contexts = {"$": "$", "+": f"(?=[{soft}])", "*": f"(?=[{vowels}])", "-": f"(?![{vowels}])"}
        self.sounds, patterns = {}, []
        ordered = sorted(
            spellings, key=lambda s: (-len(s.strip("^$+*-")), s[-1:] not in contexts, s[:1] != "^")
        )
        for number, spelling in enumerate(ordered):
            sounds = spellings[spelling]
            self.sounds[f"p{number}"] = (sounds,) if isinstance(sounds, str) else sounds
            letters = re.escape(spelling.strip("^$+*-"))
            before = "(?<![^ ])" if spelling.startswith("^") else ""
            patterns.append(f"(?P<p{number}>{before}{letters}{contexts.get(spelling[-1:], '')})")
        self.pattern = re.compile("|".join([*patterns, "(?P<other>.)"]))


def _pieces(text, table):
    found = []
    for match in table.pattern.finditer(text):
        sounds = table.sounds.get(match.lastgroup)
        found.append(sounds or (match[0] if match[0].isascii() else "",))
    return found or [("",)]


def _burmese(text):
    """A syllable as it is usually written, else initial, medials and rhyme."""
    if text in BURMESE_USUAL:
        return _latin(BURMESE_USUAL[text])
    return [(_burmese_sound(match),) for match in BURMESE_SYLLABLE.finditer(text)] or [("",)]


def _burmese_sound(match):
    onset = burmese.INITIALS[match["initial"]] + "".join(
        burmese.MEDIALS[m] for m in match["medials"]
    )
    return burmese.SOFTENED.get(onset, onset) + burmese.RHYMES.get(match["rhyme"] or "", "a")


BURMESE_USUAL = {own.translate(BURMESE_TONES): written for own, written in burmese.USUAL.items()}
LATIN = Table(latin.SPELLINGS)
CYRILLIC = Table(cyrillic.SPELLINGS, soft=cyrillic.SOFT)
ARABIC, HEBREW = Table(semitic.ARABIC), Table(semitic.HEBREW)
BURMESE_SYLLABLE = re.compile(
    f"(?P<initial>[{''.join(burmese.INITIALS)}])(?!်)(?P<medials>[{''.join(burmese.MEDIALS)}]*)"
    f"(?P<rhyme>{'|'.join(sorted(map(re.escape, burmese.RHYMES), key=len, reverse=True))})?"
)
