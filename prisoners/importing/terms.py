"""Terms and articles as spreadsheets write them. What is not written plainly is not read."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prisoners.sentences import Vocabulary, read_sentence
from sources.importing.cells import CellRefused

ONLY_ISO_TERMS = Vocabulary()
WORDS = Vocabulary.load("en")

NUMBER = r"\d+(?:-\d+)?"
ARTICLE = re.compile(
    rf"\bArt\. (?P<number>{NUMBER})(?: parts? (?P<first>\d+)(?:(?P<to> ?- ?| and )(?P<last>\d+))?)?"
)
IN_BRACKETS = re.compile(r"\((?P<number>\d{3}(?:-\d+)?)\)$")
NOT_READ = "as described"  # an article that was matched to a description, not read on the page


def term(value):
    """Years, months and days of an ISO 8601 term: P18M stays 18 months."""
    if not value:
        return {}
    read = read_sentence(value, ONLY_ISO_TERMS)
    if not read.parts or not read.is_understood:
        raise CellRefused(_("not a term such as P14Y9M, P18M or P15D"))
    [part] = read.parts
    return {"years": part.years, "months": part.months, "days": part.days}


def regime(value):
    """The code of words that name one regime; "high security" and "later prison regime" name none."""
    return WORDS.code("regimes", value)


@dataclass(frozen=True)
class ChargeRead:
    number: str
    part: str
    as_stated: str


def charges(value):
    """The charges whose article can be read: one for each article and part.

    The pieces between semicolons are read one by one, as "Art. 342 part 1" or with the number of
    the article in brackets at the end, "tax evasion (243)". A piece whose article was only matched
    to a description, and one without an article, gives nothing.
    """
    found = []
    for piece in _pieces(value):
        if NOT_READ in piece:
            continue
        matches = list(ARTICLE.finditer(piece)) or list(IN_BRACKETS.finditer(piece))
        for match in matches:
            found += [ChargeRead(match["number"], part, piece) for part in _parts(match)]
    return list(dict.fromkeys(found))


def _pieces(value):
    """Split at semicolons that stand outside brackets."""
    return [piece.strip() for piece in re.split(r";(?![^(]*\))", value) if piece.strip()]


def _parts(match):
    first = match.groupdict().get("first")
    if not first:
        return [""]
    last = match["last"] or first
    if match["to"] and "-" in match["to"]:
        return [str(part) for part in range(int(first), int(last) + 1)]
    return list(dict.fromkeys([first, last]))
