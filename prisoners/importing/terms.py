"""Terms and articles as spreadsheets write them. What is not written plainly is not read."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from prisoners.models import SentencePart
from sources.importing.cells import CellRefused

TERM = re.compile(r"P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")

# Only words that name one regime. "high-security" or "later prison regime" name none or two.
REGIMES = {
    "general-regime penal colony": SentencePart.Regime.GENERAL,
    "general-regime (minimum security) penal colony": SentencePart.Regime.GENERAL,
    "medium-security (reinforced) penal colony": SentencePart.Regime.MEDIUM,
    "medium-security (reinforced)": SentencePart.Regime.MEDIUM,
    "maximum-security (strict) penal colony": SentencePart.Regime.STRICT,
    "special-regime penal colony": SentencePart.Regime.SPECIAL,
    "open-type correctional facility": SentencePart.Regime.OPEN,
}

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
    found = TERM.fullmatch(value)
    if not found:
        raise CellRefused(_("not a term such as P14Y9M, P18M or P15D"))
    return {
        name: number and int(number)
        for name, number in zip(("years", "months", "days"), found.groups(), strict=True)
    }


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
