"""Numbers as the reader writes them."""

from babel.numbers import format_decimal
from django.utils.translation import get_language, to_locale


def written(number):
    """1234 in the active language: 1,234 in English, 1 234 in Russian."""
    return format_decimal(number, locale=to_locale(get_language() or "en"))
