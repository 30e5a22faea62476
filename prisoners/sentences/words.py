"""A text as words, numbers and signs, each with its place; no word is changed or left out."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

LETTER = r"[^\W\d_][\u0300-\u036f]*"
ISO_TERM = r"P(?=[0-9])(?:[0-9]{1,4}Y)?(?:[0-9]{1,4}M)?(?:[0-9]{1,4}W)?(?:[0-9]{1,5}D)?"
TOKEN = re.compile(
    rf"(?<![^\W_]){ISO_TERM}(?![^\W_])"
    r"|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|[0-9]+(?:[.,][0-9]+)*"
    rf"|(?:{LETTER})+(?:·(?:{LETTER})+)*(?:['’]s\b)?"
    r"|\S"
)
APOSTROPHES, HYPHENS = set("'’ʼ"), set("-‐‑")


class Token(NamedTuple):
    word: str  # as it is compared: lower case, without accents
    start: int
    end: int


def tokens(text):
    """The tokens of `text`. The apostrophe and the hyphen within words are no signs of their own."""
    found = []
    for match in TOKEN.finditer(text):
        sign, start, end = match[0], *match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if sign in APOSTROPHES and before.isalpha():
            continue
        if sign in HYPHENS and before.isalnum() and after.isalpha():
            continue
        found.append(Token(folded(sign), start, end))
    return found


@lru_cache(maxsize=20_000)
def folded(word):
    # NFD, not NFKD: a raised ² is a footnote and no number.
    plain = unicodedata.normalize("NFD", word.casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub("['’]s$", "", plain).replace("·", "")


class Run:
    """A stretch of a text as tokens; places are counted from its first token."""

    def __init__(self, text, tokens):
        self.text, self.tokens = text, tokens
        self.words = [token.word for token in tokens]

    def __len__(self):
        return len(self.tokens)

    def stated(self, start=0, end=None):
        """The text of the tokens `start` to `end` - 1, letter for letter; of one at least."""
        last = self.tokens[len(self) - 1 if end is None else end - 1]
        return self.text[self.tokens[start].start : last.end]

    def has(self, word, place):
        return place < len(self) and self.words[place] == word

    def parted(self, is_end):
        """The runs between the places where `is_end(run, place)` holds outside of brackets."""
        depth, start = 0, 0
        for place, word in enumerate(self.words):
            depth += {"(": 1, ")": -1}.get(word, 0)
            if depth <= 0 and is_end(self, place):
                yield Run(self.text, self.tokens[start:place])
                start = place + 1
        yield Run(self.text, self.tokens[start:])


def run(text):
    return Run(text, tokens(text))
