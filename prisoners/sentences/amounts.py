"""Numbers in figures and in words, terms and sums of money, read at one place of a list of words.

Each reader gives what it found and the next place, or None.
"""

import re
from decimal import Decimal

from prisoners.sentences.vocabulary import NO_MONEY, UNITS, UNNAMED_CURRENCY

FIGURES = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
SPACED_FIGURES = re.compile(r"[0-9\s]+(?:[.,][0-9]+)*")  # as words.TOKEN finds them
ISO = re.compile(r"p(?:([0-9]+)y)?(?:([0-9]+)m)?(?:([0-9]+)w)?(?:([0-9]+)d)?")
# More is a slip, and "2020 год" is a date.
MOST = {"years": 999, "months": 9_999, "days": 99_999, "hours": 99_999}
MOST_MONEY = Decimal(10) ** 12
DAYS_OF_WEEK = 7


def number(words, at, vocabulary):
    """A whole number: "5,400", "twenty-five", "vint i un"."""
    if at < len(words) and FIGURES.fullmatch(words[at]):
        value = figures(words[at], vocabulary.decimals)
        is_whole = value is not None and value == value.to_integral_value()
        return (int(value), at + 1) if is_whole else None
    return _number_in_words(words, at, vocabulary)


def figures(text, decimals):
    """A Decimal; None where a sign may part thousands or decimals and nothing tells: "1,500"."""
    digits, *groups = re.split("[.,]", text)
    signs = re.findall("[.,]", text)
    if not signs:
        return Decimal(digits)
    fraction = ""
    if signs[-1] not in signs[:-1] and not _is_thousands(groups[-1], signs, decimals):
        fraction = groups.pop()
        signs.pop()
        if len(fraction) not in (1, 2):
            return None
    if len(set(signs)) > 1 or not _are_groups(digits, groups):
        return None
    whole = digits + "".join(groups)
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _is_thousands(group, signs, decimals):
    return len(group) == 3 and len(signs) == 1 and bool(decimals) and signs[0] not in decimals


def _are_groups(digits, groups):
    return not groups or (len(digits) <= 3 and all(len(group) == 3 for group in groups))


def _number_in_words(words, at, vocabulary):
    total, least = 0, 10_000
    end = None
    while found := vocabulary.find("numbers", words, at):
        value, at = int(found[0]), at + found[1]
        if value == 100 and 0 < total < 10:
            total, least = total * 100, 100
        elif value < least:
            total, least = total + value, _place(value)
        else:
            return None
        end = at
        if least > 1 and (joining := vocabulary.find("words", words, at)):
            code, length = joining
            if code == "joining" and vocabulary.find("numbers", words, at + length):
                at += length
    return (total, end) if end else None


def _place(value):
    """What may follow must be less: tens take ones, hundreds take tens, ones take nothing."""
    if value % 100 == 0:
        return 100
    return 10 if value % 10 == 0 and value >= 20 else 1


def term(words, at, vocabulary):
    """{"years": 12, "days": 1} of "twelve years and a day", "P12Y1D". Weeks become days."""
    if at < len(words) and (iso := ISO.fullmatch(words[at])) and any(iso.groups()):
        named = zip(("years", "months", "weeks", "days"), iso.groups(), strict=True)
        return _checked({unit: int(count) for unit, count in named if count}, at + 1)
    found, end = {}, None
    while True:
        counted = number(words, at, vocabulary)
        unit = counted and vocabulary.find("units", words, counted[1])
        if not unit or (found and UNITS.index(unit[0]) <= UNITS.index(list(found)[-1])):
            break
        found[unit[0]] = counted[0]
        end = at = counted[1] + unit[1]
        if at < len(words) and words[at] == ",":
            at += 1
        joining = vocabulary.find("words", words, at)
        if joining and joining[0] == "joining":
            at += joining[1]
    return _checked(found, end) if found else None


def _checked(found, end):
    if "weeks" in found:
        found["days"] = found.pop("weeks") * DAYS_OF_WEEK + found.get("days", 0)
    return None if any(count > MOST[unit] for unit, count in found.items()) else (found, end)


def money(words, at, vocabulary):
    """((amount, currency), next place); of units that are no money, as base units, no amount."""
    before = vocabulary.find("currencies", words, at)
    counted = _sum(words, at + before[1] if before else at, vocabulary)
    if not counted:
        return None
    amount, at = counted
    after = None if before else vocabulary.find("currencies", words, at)
    if not (named := before or after) or (before and before[0] == NO_MONEY):
        return None
    currency, length = named
    at += length if after else 0
    if currency == NO_MONEY:
        return (None, ""), at
    if amount >= MOST_MONEY:
        return None
    return (amount, "" if currency == UNNAMED_CURRENCY else currency), at


def _sum(words, at, vocabulary):
    """A number with decimals, with its thousands apart ("1 000 000"), of thousands or millions."""
    if at < len(words) and SPACED_FIGURES.fullmatch(words[at]):
        amount = figures(re.sub(r"\s", "", words[at]), vocabulary.decimals)
        at += 1
    elif in_words := _number_in_words(words, at, vocabulary):
        amount, at = Decimal(in_words[0]), in_words[1]
    else:
        return None
    if amount is None:
        return None
    if magnitude := vocabulary.find("magnitudes", words, at):
        amount, at = amount * int(magnitude[0]), at + magnitude[1]
    return amount, at
