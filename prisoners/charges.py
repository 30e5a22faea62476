"""The articles in a text of charges: “ст. 342 ч. 1 УК”, “ч.1 арт. 342”, “Art. 342 parts 1 and 2”.

Articles of criminal codes, as English, Russian and Belarusian lists write them. A text is read piece
by piece, between semicolons; a piece in which no article can be read, or in which a part may be of
two articles, is left as it is. Nothing is guessed from a description.
"""

import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"""
    (?P<code>\b(?:УК|КК)\b(?:\s+РБ\b|\s+Р[еэ]спублик[иі]\s+Беларусь)?|Criminal\ Code
        |Уголовн\w+\s+кодекс\w*|Крымінальн\w+\s+кодэкс\w*)
    |(?P<other_code>\bК[оа]АП\b)
    |(?P<article>\bст\.\s?ст\.|\bст(?:\.|\b|(?=\d))|\bстать\w+|\bстатей\b
        |\bарт(?:\.|\b|(?=\d))|\bартыкул\w*|\bart\.)
    |(?P<part>\bч\.\s?ч\.|\bч(?:\.|\b|(?=\d))|\bчаст(?:ь|и|ью|ей|ям|ях|ка|кі|цы|ку|кай|ак|кам|ках)\b
        |\bparts?\b)
    |(?P<point>\bпп?\.|\b(?:под|пад)?пункт\w*)
    |(?P<number>(?<!\d)(?<!\d\.)\d{1,3}(?:-\d{1,2})?(?!\w|\.\d))
    |(?P<comma>,|\b(?:и|і|й|ды|and)\b)
    |(?P<bracket>[()])
    |(?P<word>[\w.-]+)
    |(?P<sign>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
SEMICOLON = re.compile(r"[;\n](?![^(]*\))")
SUPERSCRIPT = re.compile(r"(?<=\d)[¹²³⁴-⁹]+")
PLAIN = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")
IN_BRACKETS = re.compile(r"\((\d{3}(?:-\d+)?)\)$")
OUR_OWN = re.compile(r"(\d{1,3}(?:-\d+)?)\((\d+)\)")
NOT_READ = "as described"  # an article that was matched to a description, not read on the page
SMALLEST_BARE, MOST_PARTS = 100, 30


@dataclass(frozen=True)
class ChargeRead:
    """An article and its part, "" where none is said, and the piece in which both stand."""

    number: str
    part: str
    as_stated: str

    def __str__(self):
        return f"{self.number}({self.part})" if self.part else self.number


@dataclass(frozen=True)
class ChargesRead:
    """`left`: the pieces in which no article could be read."""

    charges: tuple[ChargeRead, ...] = ()
    left: str = ""


def read_charges(text):
    """One charge for each article and part."""
    found, left = {}, []
    for piece in filter(None, map(str.strip, SEMICOLON.split(text))):
        read = [ChargeRead(*each, piece) for each in _of_piece(piece)]
        found |= dict.fromkeys(read)
        if not read:
            left.append(piece)
    return ChargesRead(tuple(found), "; ".join(left))


def _of_piece(piece):
    """[(article, part)]"""
    if NOT_READ in piece:
        return []
    if own := OUR_OWN.fullmatch(piece):
        return [own.groups()]
    groups = _groups(SUPERSCRIPT.sub(lambda m: "-" + m[0].translate(PLAIN), piece))
    if groups is None:
        return []
    if not groups and (bracket := IN_BRACKETS.search(piece)):
        return [(bracket[1], "")]
    return _joined(groups) or []


@dataclass
class _Group:
    """Numbers behind “ст.” or “ч.”; `is_apart`: from the group before, by more than a space."""

    kind: str
    numbers: list
    is_apart: bool


def _groups(piece):
    """The groups of a piece in order; None when it names another code."""
    tokens = [(match.lastgroup, match[0]) for match in TOKEN.finditer(piece)]
    groups, is_apart, place = [], True, 0
    while place < len(tokens):
        kind, text = tokens[place]
        place += 1
        if kind == "other_code":
            return None
        if kind in ("article", "part", "point"):
            numbers, place = _numbers(tokens, place, kind)
            if numbers and kind != "point":
                groups.append(_Group(kind, numbers, is_apart))
                is_apart = False
        elif kind == "number" and _is_bare_article(tokens, place - 1, groups, is_apart):
            numbers, place = _numbers(tokens, place - 1, "article")
            groups.append(_Group("article", numbers, True))
            is_apart = False
        elif kind != "bracket":
            is_apart = True
    return groups


def _is_bare_article(tokens, place, groups, is_apart):
    """“ст. 342 ч. 1, 368”, or a piece that is nothing but “342”."""
    number = int(tokens[place][1].partition("-")[0])
    begins_or_goes_on = place == 0 or (groups and tokens[place - 1][0] == "comma")
    return (
        is_apart
        and begins_or_goes_on
        and number >= SMALLEST_BARE
        and not _counts_something(tokens, place)
    )


def _numbers(tokens, place, kind):
    """(the numbers from this token on, the place behind them): “1”, “1 и 2”, “342, 368”."""
    found = []
    while place < len(tokens) and tokens[place][0] == "number":
        text = tokens[place][1]
        if found and _counts_something(tokens, place):
            break
        if kind == "part" and int(text.partition("-")[0]) > MOST_PARTS:
            break
        found.append(text)
        place += 1
        is_more = place + 1 < len(tokens) and tokens[place][0] == "comma"
        if not is_more or not _is_of_this_list(tokens, place + 1, kind):
            break
        place += 1
    return found, place


def _is_of_this_list(tokens, place, kind):
    if tokens[place][0] != "number" or _counts_something(tokens, place):
        return False
    return kind == "article" or int(tokens[place][1].partition("-")[0]) <= MOST_PARTS


def _counts_something(tokens, place):
    """“15 суток”: a number before a word is of something else."""
    return place + 1 < len(tokens) and tokens[place + 1][0] == "word"


def _joined(groups):
    """[(article, part)]: a part is of the article that it stands beside; None when of two, or none."""
    articles = [group for group in groups if group.kind == "article"]
    parts_of = {id(group): {} for group in articles}
    for place, group in enumerate(groups):
        if group.kind == "article":
            continue
        before = groups[place - 1] if place and not group.is_apart else None
        after = groups[place + 1] if place + 1 < len(groups) else None
        beside = [(before, -1)] if before and before.kind == "article" else []
        if after and after.kind == "article" and not after.is_apart:
            beside.append((after, 0))
        if not beside and len(articles) == 1 and len(articles[0].numbers) == 1:
            beside = [(articles[0], 0)]
        if len(beside) != 1 or parts_of[id(beside[0][0])]:
            return None
        article, which = beside[0]
        parts_of[id(article)] = {article.numbers[which]: _parts(group.numbers)}
    return [
        (number, part)
        for article in articles
        for number in article.numbers
        for part in parts_of[id(article)].get(number, [""])
    ]


def _parts(numbers):
    """["1", "2", "3"] of “1-3”."""
    found = []
    for text in numbers:
        first, dash, last = text.partition("-")
        found += [str(part) for part in range(int(first), int(last) + 1)] if dash else [text]
    return found
