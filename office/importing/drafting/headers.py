"""What the name of a column says of its target."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

WORD = re.compile(r"[^\W_]+|№")
CERTAIN, ENOUGH = 1.0, 0.3


def likely_targets(name):
    """{target: how well the words fit, above 0 to 1} of the targets that a column may be called after."""
    words = words_of(name)
    found = {}
    for target, phrases in _phrases().items():
        share = max((_share(words, phrase) for phrase in phrases), default=0)
        if share >= ENOUGH:
            found[target] = share
    return found


def words_of(text):
    """Its words without capitals and accents: "Any_inici" gives any, inici."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("’", "'"))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return WORD.findall(plain)


def _share(words, phrase):
    """Of the words, how many the phrase covers, standing one after another; 0 where it is not there."""
    for start in range(len(words) - len(phrase) + 1):
        here = words[start : start + len(phrase)]
        if all(
            word.startswith(said[:-1]) if said.endswith("*") else word == said
            for word, said in zip(here, phrase, strict=True)
        ):
            return len(phrase) / len(words)
    return 0


@cache
def _phrases():
    path = Path(__file__).with_name("headers.toml")
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return {target: [_phrase(text) for text in texts] for target, texts in said.items()}


def _phrase(text):
    return [
        word + "*" * each.endswith("*") for each in text.split() for word in words_of(each)[-1:]
    ]
