"""Figures and days inside sentences, in the reader's language."""

from datetime import date

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from core.date_words import in_words
from core.numbers import written
from register.models import span

FOREVER = date.fromisoformat(span.FOREVER)


def day(on):
    """9 December 2024; "" for the end of time, which no page should name."""
    return in_words(on.isoformat()) if on < FOREVER else ""


def facility_in_words(code):
    """Of what stands in a column of facilities besides them."""
    return {"unknown": _("not known, or not told"), "total": _("Total")}.get(code, code)


def counted(figure):
    """ "52 people", "between 52 and 74 people", "at least 18 people"."""
    values = {
        "least": written(figure.at_least),
        "most": written(figure.at_most) if figure.is_bounded else "",
        "unit": figure.unit_in_words,
    }
    if figure.is_exact:
        return _("%(least)s %(unit)s") % values
    if figure.is_bounded:
        return _("between %(least)s and %(most)s %(unit)s") % values
    return _("at least %(least)s %(unit)s") % values


def in_short(figure):
    """52, 52–74, or 52+ where nothing bounds it from above."""
    if figure.is_exact:
        return written(figure.at_least)
    least = written(figure.at_least)
    return f"{least}–{written(figure.at_most)}" if figure.is_bounded else f"{least}+"


class OrNotKnown:
    """The words of a code, and those of "unknown", in the language of whoever reads."""

    def __init__(self, words):
        self.words = words

    def __call__(self, value):
        if value == "unknown":
            return _("not known")
        return self.words(value) if self.words else value


# For answers, which are kept without a language.
later_day, later_counted = lazy(day, str), lazy(counted, str)
