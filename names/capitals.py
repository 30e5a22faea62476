"""Names that are written in capitals, as names are written: "JUAN DE LA CRUZ MCDONALD, JR."."""

import re
from functools import lru_cache

WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
NUMERALS = {"II", "III", "IV"}  # behind a name; Vi and Xi are names
# Small before another word. Elsewhere they may be a name: Le, Van, Da.
PARTICLES = set(
    "de del della di da do dos das du des d van von der den ter ten zu zur la las los le".split()
)
OF_SPANISH = {"y", "e", "i"}  # between two surnames; elsewhere these are initials
SMALL = PARTICLES | OF_SPANISH
MOST_KEPT = 10_000  # a list repeats its given names and its commonest surnames


@lru_cache(MOST_KEPT)
def as_name(text, is_surname=False):
    """`text` when it has a small letter already; else with capitals only where names have them.

    Irish and Scottish Mc, O' and D' are followed by a capital, so are hyphens; Mac is not touched,
    for Macdonald and MacDonald are both right. A surname stands behind given names ("de la Cruz"),
    and may be two, joined by "y" or "i".
    """
    if not is_in_capitals(text):
        return text
    words = list(WORD.finditer(text))
    last = len(words) - 1
    written, end = [], 0
    for place, match in enumerate(words):
        is_first, is_last = place == 0 and not is_surname, place == last
        may_be_small = not is_first and not is_last and _stands_alone(text, match)
        if may_be_small and _is_particle(match[0].lower(), place, is_surname):
            word = match[0].lower()
        elif is_last and place > 0 and match[0] in NUMERALS:
            word = match[0]
        else:
            word = _capitalised(match[0])
        written += [text[end : match.start()], word]
        end = match.end()
    return "".join([*written, text[end:]])


@lru_cache(MOST_KEPT)
def is_in_capitals(text):
    """Whether all words are, but for small particles ("LAGUNA de LOMAS"); initials alone are none."""
    if text.istitle():  # most names; a capital with nothing small behind it is an initial
        return False
    words = [match[0] for match in WORD.finditer(text)]
    is_all = all(word.isupper() or word in SMALL for word in words)
    return is_all and any(len(word) > 1 and word.isupper() for word in words)


def _stands_alone(text, match):
    """Between spaces or hyphens: no initial with a full stop."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    return before in ("", " ", "-") and after in (" ", "-")


def _is_particle(word, place, is_surname):
    return word in PARTICLES or (is_surname and place > 0 and word in OF_SPANISH)


def _capitalised(word):
    if len(word) > 4 and word.startswith("MC"):
        return f"Mc{word[2:].capitalize()}"
    return word.capitalize().replace("i\u0307", "i")  # İBRAHİM
