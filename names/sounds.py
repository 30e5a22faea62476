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
DOUBLED = re.compile(r"([^ ])(?=\1)")
GLIDE = re.compile("i+(?=[aeou])")


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


def loose_of(sounds):
    """Readings in classes, three vowels and nine groups of consonants: a list as long as `sounds`."""
    return DOUBLED.sub("", " ".join(sounds).translate(ALL_CLASSES)).split(" ")


def skeletons_of(sounds):
    """The consonant classes alone, of each reading."""
    return DOUBLED.sub("", " ".join(sounds).translate(WITHOUT_VOWELS)).split(" ")


@lru_cache(maxsize=40_000)
def loose(reading):
    return loose_of((reading,))[0]


@lru_cache(maxsize=40_000)
def skeleton(reading):
    return skeletons_of((reading,))[0]


def codes_of(classes):
    """Of readings by their classes: those of consonants; with vowels where there are fewer than two."""
    bare = skeletons_of(classes)
    return [one if len(one) > 1 else each for one, each in zip(bare, classes, strict=True)]


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
        own = hangul.pieces(word.text) or [("",)]
        return [own, hangul.foreign(word.text)] if len(word.text) > 1 else [own]
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
    reading = [option[0] for option in options]
    yield "".join(reading)
    changes = [
        (place, rank) for place, option in enumerate(options) for rank in range(1, len(option))
    ]
    worst = max((rank for _, rank in changes), default=0)
    for unlikely in range(1, 2 * worst + 1):
        for place, rank in changes:
            if rank == unlikely:
                yield _otherwise(reading, options, (place, rank))
        for one, two in combinations(changes, 2):
            if one[1] + two[1] == unlikely and one[0] != two[0]:
                yield _otherwise(reading, options, one, two)


def _otherwise(usual, options, *changes):
    reading = usual.copy()
    for place, rank in changes:
        reading[place] = options[place][rank]
    return "".join(reading)


def _smooth(reading):
    """Without glides and double letters."""
    return DOUBLED.sub("", GLIDE.sub("", reading)) or "a"


class Table:
    """Spellings with their conditions, ready to be matched at a place of a text."""

    def __init__(self, spellings, soft="eiy", vowels="aeiouy"):
        contexts = {"$": "$", "+": f"(?=[{soft}])", "*": f"(?=[{vowels}])", "-": f"(?![{vowels}])"}
        ordered = sorted(
            spellings, key=lambda s: (-len(s.strip("^$+*-")), s[-1:] not in contexts, s[:1] != "^")
        )
        self.sounds, patterns = [None], []
        for spelling in ordered:
            sounds = spellings[spelling]
            self.sounds.append((sounds,) if isinstance(sounds, str) else sounds)
            letters = re.escape(spelling.strip("^$+*-"))
            before = f"(?<![^ ]{letters})" if spelling.startswith("^") else ""
            # Letters first, so that one look at them passes over it; the empty group is its number.
            patterns.append(f"{letters}{before}{contexts.get(spelling[-1:], '')}()")
        self.pattern = re.compile("|".join([*patterns, "."]))


def _pieces(text, table):
    return [
        table.sounds[match.lastindex] if match.lastindex else (match[0] * match[0].isascii(),)
        for match in table.pattern.finditer(text)
    ] or [("",)]


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
