"""A cell with names: the main name, the others with their kinds, and what was not understood."""

import re
from dataclasses import dataclass

from names import letters
from names.capitals import as_name, is_in_capitals
from prisoners.facts.person import NameTexts

Kind = NameTexts.Kind
GIVEN_FIRST, SURNAME_FIRST = "given-first", "surname-first"
LONGEST, MOST_BRACKETS = 1_000, 5

# Words that lead to another name; those that may be names themselves only behind a comma.
MARKERS = re.compile(
    r"[,;]?\s*(?<![^\W_])(?:"
    r"(?P<alias>a/k/a|a\.k\.a\.|aka|also known as|он же|она же|ён жа|яна ж)"
    r"|(?P<former>f/k/a|f\.k\.a\.|fka|formerly known as|formerly)"
    r"|(?P<birth>née|né|maiden name|урожд\.|урожденная|урождённая|в девичестве|у дзявоцтве)"
    r"|(?<=,\s)(?P<birth_too>nee|born)|(?<=,\s)(?P<alias_too>alias|àlies)"
    r")(?![^\W_]):?\s*",
    re.IGNORECASE,
)
KINDS = {
    "alias": Kind.ALIAS,
    "former": Kind.FORMER,
    "birth": Kind.BIRTH,
    "birth_too": Kind.BIRTH,
    "alias_too": Kind.ALIAS,
}
BRACKETS = re.compile(r"\(([^()]*)\)")
SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?", re.IGNORECASE)
AND = re.compile(r"\sand\s")
END_OF_NAME = re.compile(r"\s[–—-]\s|[–—]\s|\s[–—]")
AROUND = ' ,;"“”«»„'
UNKNOWN = "Zyyy"  # as names.letters says it
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class NamesRead:
    """`others` are (text, kind of Name); `left` is verbatim what is no name or may be several."""

    main: str
    others: tuple[tuple[str, str], ...] = ()
    left: str = ""

    @property
    def is_understood(self):
        return not self.left


def read_names(text, order=GIVEN_FIRST):
    """“SMITH, John, Jr., aka Jack Smith” is John Smith, Jr. and the alias Jack Smith.

    Two columns are joined with a comma, “surname, given names”, and read surname first. A comma
    that the order does not explain leaves the name as it was written, and the same in `left`.
    """
    text = " ".join(text.split())
    brackets = list(BRACKETS.finditer(text))
    if len(text) > LONGEST or len(brackets) > MOST_BRACKETS:
        return NamesRead("", left=text)
    (main, _kind), *clauses = _clauses(_without_brackets(text))
    others = [(each, kind) for clause, kind in clauses for each in AND.split(clause)]
    for bracket in brackets:
        others += _in_brackets(text, bracket, order)
    name, left = _name(main, order, is_recased=True)
    found, rest = {}, [left]
    for each, kind in others:
        other, left = _name(each, order, is_recased=is_in_capitals(main))
        rest.append(left)
        if other and other != name:
            found[other, str(kind)] = None
    return NamesRead(name, tuple(found), "; ".join(filter(None, rest)))


def script_of(text):
    """ISO 15924 code of the first letter; "" without letters and for scripts we have no tables of."""
    letter = LETTER.search(text)
    code = letters.script_of(letter[0]) if letter else UNKNOWN
    return "" if code == UNKNOWN else code


def _clauses(text):
    """[(text, kind)]: the main name first, then what stands behind each marker."""
    markers = list(MARKERS.finditer(text))
    starts = [0, *(marker.end() for marker in markers)]
    ends = [*(marker.start() for marker in markers), len(text)]
    kinds = [Kind.MAIN, *(KINDS[marker.lastgroup] for marker in markers)]
    return [
        (text[start:end].strip(), kind)
        for start, end, kind in zip(starts, ends, kinds, strict=True)
    ]


def _in_brackets(text, bracket, order):
    """The names in one pair of brackets, with their kinds."""
    before, inner, after = text[: bracket.start()], bracket[1].strip(), text[bracket.end() :]
    marked = [clause for clause in _clauses(f", {inner}") if clause[0].strip(AROUND)]
    if any(kind != Kind.MAIN for _clause, kind in marked):
        return marked
    if len({script_of(inner), script_of(before)} - {""}) == 2:
        return [(inner, Kind.NATIVE)]
    is_surname = order == SURNAME_FIRST and "," not in before and not MARKERS.search(before)
    if is_surname and after.strip(AROUND):
        given = _clauses(_without_brackets(after))[0][0]
        return [(f"{inner}{',' * after.startswith(',')} {given.strip(AROUND)}", Kind.BIRTH)]
    return [(inner, Kind.ALIAS)]


def _name(text, order, is_recased):
    """(the name in the order in which it is said, what is no part of it)"""
    text = text.strip(AROUND)
    if end := END_OF_NAME.search(text):
        return _name(text[: end.start()], order, is_recased)[0], text[end.start() :].strip()
    parts = [part.strip() for part in text.split(",") if part.strip()]
    suffixes = []
    while len(parts) > 1 and SUFFIX.fullmatch(parts[-1]):
        suffixes.insert(0, _suffix(parts.pop()))
    if order == SURNAME_FIRST and len(parts) == 2:
        parts = [_turned(*parts)]
    if len(parts) > 1:
        return text, text
    name = ", ".join(parts + suffixes)
    return as_name(name) if is_recased else name, ""


def _without_brackets(text):
    if "(" not in text and " ," not in text:  # most; white space is single already
        return text
    return re.sub(r"\s+(?=[\s,])", "", BRACKETS.sub(" ", text))


def _suffix(text):
    return text.capitalize() if text.upper().startswith(("JR", "SR")) else text


def _turned(surname, given):
    """Given names before the surname; a surname in capitals is a habit of lists, no spelling."""
    if is_in_capitals(surname):
        given = as_name(given)
    return f"{given} {as_name(surname, is_surname=True)}"
