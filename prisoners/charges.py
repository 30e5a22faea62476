"""Charges in words, as spreadsheets write them. What is not written plainly is not read."""

import re
from dataclasses import dataclass

NUMBER = r"\d+(?:-\d+)?"
ARTICLE = re.compile(
    rf"\bArt\. (?P<number>{NUMBER})(?: parts? (?P<first>\d+)(?:(?P<to> ?- ?| and )(?P<last>\d+))?)?"
)
IN_BRACKETS = re.compile(r"\((?P<number>\d{3}(?:-\d+)?)\)$")
NOT_READ = "as described"  # an article that was matched to a description, not read on the page


@dataclass(frozen=True)
class Charge:
    """An article and a part of it, and the piece of the text that names them."""

    number: str
    part: str
    as_stated: str


def read_charges(value):
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
            found += [Charge(match["number"], part, piece) for part in _parts(match)]
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
