"""Partial dates in the reader's language: "August 2020", "between 1 and 9 August 2020".

Babel writes days and months, in the form that stands after a preposition where one does ("не позднее
марта"); gettext has the words around them.
"""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from django.conf import settings
from django.utils.translation import get_language, override, to_locale
from django.utils.translation import gettext as _

from core.partial_dates import BASIC, BRACKET, DECADE, PartialDate, parse_edtf

# In plain "en" Babel writes August 9, 2020.
LOCALES = {"en": "en_GB"}


def in_words(date, language=None):
    """The date as a reader of `language` (the active one by default) says it; "" for unknown.

    `date` is EDTF text or a PartialDate; text that is neither raises DateNotUnderstood.
    """
    date = parse_edtf(str(date or ""))
    if date is None:
        return ""
    language = language or get_language() or settings.LANGUAGE_CODE
    with override(language):
        return _words(date, _locale(language))


def _words(date: PartialDate, locale):
    if DECADE.fullmatch(date.text):
        if date.text.endswith("0X"):  # "1900s" could be a hundred years
            years = {"first": date.text[:3] + "0", "last": date.text[:3] + "9"}
            return _("between %(first)s and %(last)s") % years
        return _("%(decade)ss") % {"decade": date.text[:3] + "0"}
    if not (bracket := BRACKET.fullmatch(date.text)):
        return _basic_words(date.text, locale)
    start, end = bracket.groups()
    if not start:
        return _("not after %(date)s") % {"date": _basic_words(end, locale, after_word=True)}
    if not end:
        return _("not before %(date)s") % {"date": _basic_words(start, locale, after_word=True)}
    first, last = _pair(start, end, locale)
    if len(start) == len(end) == 10:
        return _("between %(first_day)s and %(last_day)s") % {"first_day": first, "last_day": last}
    return _("between %(first)s and %(last)s") % {"first": first, "last": last}


def _basic_words(text, locale, *, after_word=False):
    doubt = BASIC.fullmatch(text)[4]
    if not doubt:
        return _plain(text, _pattern(text, locale, after_word=after_word), locale)
    pattern = _pattern(text[:-1], locale, after_word=doubt != "?")
    plain = _plain(text[:-1], pattern, locale)
    match doubt:
        case "~":
            return _("about %(date)s") % {"date": plain}
        case "?":
            return _("possibly %(date)s") % {"date": plain}
        case _:
            return _("possibly about %(date)s") % {"date": plain}


def _pair(start, end, locale):
    """Both ends in words; what they share is said once where the language puts the day first."""
    last = _basic_words(end, locale)
    pattern = _pattern(start, locale) if len(start) == len(end) == 10 else ""
    if pattern.startswith("d") and start[:7] == end[:7]:
        return _plain(start, "d." if pattern.startswith("d.") else "d", locale), last
    if pattern.startswith("d") and start[:4] == end[:4]:
        return _plain(start, pattern[: pattern.rindex("M") + 1], locale), last
    return _basic_words(start, locale), last


def _plain(text, pattern, locale):
    return format_date(parse_edtf(text).earliest, pattern, locale=locale)


def _pattern(text, locale, *, after_word=False):
    if len(text) == 4:
        return "y"
    if len(text) == 10:
        return locale.date_formats["long"].pattern
    pattern = locale.datetime_skeletons["yMMMM"].pattern
    return pattern.replace("LLLL", "MMMM") if after_word else pattern


@lru_cache
def _locale(language):
    try:
        return Locale.parse(LOCALES.get(language) or to_locale(language))
    except (UnknownLocaleError, ValueError):
        parent = language.rpartition("-")[0]
        return _locale(parent) if parent else _locale("en")
