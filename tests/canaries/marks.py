"""Marks: values that stand nowhere else, so that whoever meets one knows which field it came from."""

import hashlib
import itertools
import re
import uuid
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.db import models
from django.utils import translation

from core.date_words import in_words
from core.fields import PartialDateField

STEM = "qzvxwj"  # in no word, no hash and no code
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = len(STEM) + 3
FIRST_DAY = date(1601, 3, 17)
LANGUAGES = ("en", "be", "ru")


class Marks:
    """Makes marks, remembers where each was put, and finds them in bytes."""

    def __init__(self):
        self.count = itertools.count(1)
        self.needles = {}  # lower-case bytes: where the mark stands
        self.unmarked = {}  # where: why no mark could be put there

    def value(self, field, where):
        """A mark that fits `field`; None where none fits, which is then in `unmarked`."""
        for kind, make in MAKERS.items():
            if isinstance(field, kind):
                return make(self, field, where)
        self.unmarked[where] = f"a mark cannot be a {type(field).__name__}"
        return None

    def found_in(self, content):
        """Where the marks come from that stand in `content` (bytes), whatever their case."""
        lower = content.lower()
        return sorted({where for needle, where in self.needles.items() if needle in lower})

    def word(self, where):
        number, letters = next(self.count), ""
        for _ in range(3):
            number, letter = divmod(number, 26)
            letters = LETTERS[letter] + letters
        return self.remember(STEM + letters, where)

    def remember(self, text, where):
        self.needles[text.lower().encode()] = where
        return text

    # --- by kind of field ---

    def _text(self, field, where):
        if field.choices:
            return self._choice(field, where)
        if field.max_length and field.max_length < SHORTEST:
            self.unmarked[where] = "too short for a mark"
            return None
        return self.word(where)

    def _choice(self, field, where):
        """A code that is no word of the language; the public pages know none of them."""
        codes = [code for code, _label in field.flatchoices if "_" in str(code)]
        if not codes:
            self.unmarked[where] = "none of its codes is a mark by itself"
            return None
        return self.remember(codes[0], where)

    def _address(self, _field, where):
        return f"https://{self.word(where)}.example/"

    def _e_mail(self, _field, where):
        return f"{self.word(where)}@example.org"

    def _json(self, field, where):
        return [self.word(where)] if field.default is list else {"mark": self.word(where)}

    def _array(self, field, where):
        one = self.value(field.base_field, where)
        return None if one is None else [one]

    def _file(self, _field, where):
        return ContentFile(self.word(where).encode(), name=f"{self.word(where)}.txt")

    def _partial_date(self, _field, where):
        return self._day(where).isoformat()

    def _moment(self, _field, where):
        day = self._day(where)
        return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def _date(self, _field, where):
        return self._day(where)

    def _day(self, where):
        # Never the first or last of its month, to which days are coarsened.
        day = (FIRST_DAY + timedelta(days=41 * next(self.count))).replace(day=17)
        self.day_of(day.isoformat(), where)
        return day

    def day_of(self, day, where):
        """An exact day that is a mark by itself, as data and in words."""
        self.remember(day, where)
        for language in LANGUAGES:
            with translation.override(language):
                self.remember(in_words(day), where)

    def _number(self, _field, where):
        number = 731_940_000 + next(self.count)
        for separator in ("", ",", " ", "\u00a0", "\u202f"):
            self.remember(f"{number:,}".replace(",", separator), where)
        return number

    def _decimal(self, field, where):
        """Such as 61.7319412; a number of few places is no mark."""
        if field.decimal_places < 5:
            self.unmarked[where] = "too short for a mark"
            return None
        return Decimal(self._fraction(where)).quantize(Decimal(10) ** -field.decimal_places)

    def _float(self, _field, where):
        return float(self._fraction(where))

    def _fraction(self, where):
        return self.remember(f"61.7{next(self.count):04}", where)

    def _uuid(self, _field, where):
        made = uuid.uuid4()
        self.remember(made.hex, where)
        self.remember(str(made), where)
        return made

    def hash(self, where):
        return self.remember(hashlib.sha256(self.word(where).encode()).hexdigest(), where)


# The first that fits: subclasses stand before their bases.
MAKERS = {
    PartialDateField: Marks._partial_date,
    models.URLField: Marks._address,
    models.EmailField: Marks._e_mail,
    models.FileField: Marks._file,
    models.CharField: Marks._text,
    models.TextField: Marks._text,
    models.JSONField: Marks._json,
    ArrayField: Marks._array,
    models.DateTimeField: Marks._moment,
    models.DateField: Marks._date,
    models.DecimalField: Marks._decimal,
    models.FloatField: Marks._float,
    models.UUIDField: Marks._uuid,
    models.PositiveIntegerField: Marks._number,
    models.BigIntegerField: Marks._number,
}


def with_stem(content):
    """Every word of `content` that begins as a mark does, known to somebody or not."""
    return set(re.findall(STEM.encode() + rb"[a-z]{0,3}", content.lower()))
