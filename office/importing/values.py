"""One cell into one value as the database keeps it; what cannot be read is refused with the reason."""

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.date_reading import read_date
from core.date_vocabulary import LANGUAGES
from core.partial_dates import DateNotUnderstood
from office.importing.targets import is_date, is_list

YES = {"yes", "true", "1", "y", "x", "да", "так", "sí", "si", "oui", "ja"}
NO = {"no", "false", "0", "n", "не", "нет", "non", "nein"}
LARGEST = {models.PositiveSmallIntegerField: 32_767, models.PositiveIntegerField: 2_147_483_647}

LONGER = gettext_lazy("longer than %(most)s characters (%(length)s)")


class CellRefused(ValueError):
    """Why a value cannot be taken; who reads the line adds row and column."""


def value_of(field, text, column):
    """What `text`, which is not empty, means in `field`; None when the profile says that it means nothing.

    A link gives the text by which to look it up.
    """
    if is_list(field):
        pieces = [piece.strip() for piece in text.split(column.split)] if column.split else [text]
        pieces = [column.meaning(piece) for piece in pieces if piece]
        return [_one(field.base_field, piece) for piece in pieces if piece]
    if not (text := column.meaning(text)):
        return None
    if is_date(field):
        return date(text, column.dates)
    return _one(field, text)


def _one(field, text):
    if field.choices:
        return _choice(field, text)
    if isinstance(field, models.BooleanField):
        return yes_or_no(text)
    if isinstance(field, models.DecimalField):
        return _decimal(field, text)
    if isinstance(field, models.IntegerField):
        return _whole(field, text)
    if isinstance(field, models.ForeignKey):
        return text
    if field.max_length and len(text) > field.max_length:
        raise CellRefused(LONGER % {"most": field.max_length, "length": len(text)})
    if isinstance(field, models.URLField):
        _check_url(text)
    return text


@lru_cache(maxsize=10_000)
def date(text, style=""):
    """The EDTF that is meant; `style` decides what 9/8/2020 means, which is refused without it."""
    try:
        if style and (plain := _in_order(text, style)):
            text = plain
        return read_date(text, LANGUAGES).text
    except DateNotUnderstood as error:
        raise CellRefused(str(error)) from None


def _in_order(text, style):
    """ISO of three numbers whose order the profile gives; None of everything else."""
    for mark in "./-":
        numbers = text.split(mark)
        if len(numbers) == 3 and all(n.isascii() and n.isdigit() for n in numbers):
            first, second, year = numbers
            if len(year) != 4 or len(first) > 2 or len(second) > 2:
                return None
            day, month = (first, second) if style == "day-month" else (second, first)
            return f"{year}-{month:0>2}-{day:0>2}"
    return None


def yes_or_no(text):
    if (word := text.casefold()) in YES:
        return True
    if word in NO:
        return False
    raise CellRefused(_("not yes or no"))


def _choice(field, text):
    """A code, or the label of one in the language of the reader."""
    found = _codes(field, get_language()).get(text.casefold())
    if found is None:
        codes = [code for code, _label in field.flatchoices if code]
        raise CellRefused(_("not one of: %(choices)s") % {"choices": ", ".join(codes)})
    return found


@lru_cache(maxsize=500)
def _codes(field, _language):
    labels = {str(label).casefold(): code for code, label in field.flatchoices}
    return labels | {str(code).casefold(): code for code, _label in field.flatchoices}


def _whole(field, text):
    plain = text.replace("\u00a0", "").replace(" ", "")
    if not (plain.isascii() and plain.isdigit()):
        raise CellRefused(_("not a whole number"))
    most = LARGEST.get(type(field), 2_147_483_647)
    if len(plain) > 12 or int(plain) > most:
        raise CellRefused(_("larger than %(most)s") % {"most": most})
    return int(plain)


def _decimal(field, text):
    try:
        number = Decimal(text.replace("\u00a0", "").replace(" ", ""))
    except InvalidOperation:
        raise CellRefused(_("not a number such as 1500.50")) from None
    try:
        field.run_validators(number)
    except ValidationError as error:
        raise CellRefused(" ".join(error.messages)) from None
    return str(number)


@lru_cache(maxsize=10_000)
def _check_url(text):
    try:
        URLValidator()(text)
    except ValidationError:
        raise CellRefused(_("not an address such as https://example.org/page")) from None
