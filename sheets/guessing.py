"""What the columns of an unknown sheet may be: counted in one pass, in bounded memory, for a person to judge.

Nothing is decided here. Each reading says how many of the filled cells it allows: 09.08.2020 counts for
both orders of day and month, 25.08.2020 for one.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from core.date_reading import LONGEST, read_date
from core.partial_dates import DateNotUnderstood

MOST_TEXTS = 500_000  # different ones that are counted, of all columns together
MOST_TEXTS_OF_COLUMN = 10_000
LONGEST_TEXT = 200  # characters in which texts are told apart
COMMONEST = 10

NUMBER = re.compile(r"[-+]?[0-9]+(?:[ \u00a0\u202f.,'’][0-9]{3})*(?:[.,][0-9]+)?")
WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
SIGNS_OF_MONEY = (
    r"[$€£¥₽₴₸₺₹฿₪]|zł|Kč|Br|руб\.?|р\.|грн|BYN|RUB|USD|EUR|GBP|CHF|UAH|PLN|CNY|KZT|TRY"
)
MONEY = re.compile(
    rf"(?:{SIGNS_OF_MONEY})\s?{NUMBER.pattern}|{NUMBER.pattern}\s?(?:{SIGNS_OF_MONEY})",
    re.IGNORECASE,
)
THREE_NUMBERS = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
ISO = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")
YEAR = re.compile(r"(1[5-9]|20)[0-9]{2}")
URL = re.compile(r"(https?://|www\.)[^\s]+\.[^\s]+", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}")
ID = re.compile(r"(?=[^0-9]*[0-9])[\w./#-]{1,40}")

WORD_OF_NAME = re.compile(r"[^\W\d_]+(?:[-'’ʼ.·][^\W\d_]*)*,?")
MOST_WORDS_OF_NAME, LONGEST_NAME = 6, 80

YES_NO = set(
    "yes no y n true false 1 0 + - x да нет так не ні tak nie ja nein oui non sí si no sim não".split()
)
SEXES = set(
    "m f male female man woman men women м ж муж жен муж. жен. мужской женский мужчина женщина "
    "мужчынскі жаночы мужчына жанчына чоловік жінка чоловіча жіноча home dona hombre mujer "
    "masculino femenino homme femme masculin féminin mann frau männlich weiblich w k mężczyzna "
    "kobieta erkek kadın 男 女 남 여 ذكر أنثى".split()
)


@dataclass(frozen=True)
class ColumnSummary:
    """Of one column: how many cells are filled, and how many of those each reading allows.

    `commonest` are (text, count). Where there are more different texts than are counted, `distinct` is
    followed by more, and `commonest` are those of the texts that came first.
    """

    name: str
    filled: int
    distinct: int
    is_distinct_all: bool
    commonest: tuple
    allowed: dict
    is_unique: bool  # as far as texts were counted, none is there twice

    def share(self, reading):
        """Of the filled cells, from 0 to 1."""
        return self.allowed.get(reading, 0) / self.filled if self.filled else 0.0

    def fits(self, reading):
        """Whether every filled cell can be read so."""
        return self.share(reading) == 1


def guess(sheet, commonest=COMMONEST):
    """[ColumnSummary] of all columns, each with so many of its commonest texts; reads the sheet to its end."""
    most = min(MOST_TEXTS_OF_COLUMN, MOST_TEXTS // len(sheet.columns))
    columns = {name: _Column(most) for name in sheet.columns}
    for _number, cells in sheet.rows():
        for name, column in columns.items():
            if text := cells[name]:
                column.take(text)
    return [column.summary(name, commonest) for name, column in columns.items()]


class _Column:
    def __init__(self, most):
        self._most = most
        self._filled, self._texts, self._is_all = 0, Counter(), True
        self._allowed = Counter()

    def take(self, text):
        self._filled += 1
        self._allowed.update(readings(text))
        text = text[:LONGEST_TEXT]
        if text in self._texts or len(self._texts) < self._most:
            self._texts[text] += 1
        else:
            self._is_all = False

    def summary(self, name, commonest):
        return ColumnSummary(
            name=name,
            filled=self._filled,
            distinct=len(self._texts),
            is_distinct_all=self._is_all,
            commonest=tuple(self._texts.most_common(commonest)),
            allowed=dict(self._allowed),
            is_unique=self._filled > 1 and set(self._texts.values()) == {1},
        )


def readings(text):
    """The names of all readings that a text allows, of those in READINGS and DATES."""
    return _readings(text) if len(text) <= LONGEST_TEXT else _readings_of_long(text)


@lru_cache(maxsize=20_000)
def _readings(text):
    found = [name for name, allows in READINGS.items() if allows(text)]
    return (*found, *_dates(text))


def _readings_of_long(text):
    return tuple(name for name in ("list_semicolon", "list_comma") if READINGS[name](text))


def _dates(text):
    if match := THREE_NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        if 1 <= first <= 31 and 1 <= second <= 12:
            yield "day_month_year"
        if 1 <= first <= 12 and 1 <= second <= 31:
            yield "month_day_year"
    elif ISO.fullmatch(text):
        yield "iso_date"
    elif _is_date_in_words(text):
        yield "date_in_words"


def _is_date_in_words(text):
    """“12 May 2021”, “c. 2020”, “весна 2021”; core.date_reading knows them."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)) or not any(map(str.isalpha, text)):
        return False
    try:
        return read_date(text) is not None
    except DateNotUnderstood:
        return False


def _is_name(text):
    """Two to six words without digits that begin with a capital, or know no capitals."""
    words = text.split()
    if len(text) > LONGEST_NAME or not all(map(WORD_OF_NAME.fullmatch, words)):
        return False
    if len(words) == 1:
        return 2 <= len(text) <= 4 and all("\u3400" <= sign <= "\ud7af" for sign in text)
    capitals = sum(1 for word in words if not word[0].islower())
    return len(words) <= MOST_WORDS_OF_NAME and capitals >= max(2, len(words) - 2)


READINGS = {
    "yes_no": lambda text: text.lower() in YES_NO,
    "sex": lambda text: text.lower() in SEXES,
    "whole_number": WHOLE.fullmatch,
    "number": NUMBER.fullmatch,
    "money": MONEY.fullmatch,
    "year": YEAR.fullmatch,
    "url": URL.fullmatch,
    "email": EMAIL.fullmatch,
    "person_name": _is_name,
    "list_semicolon": lambda text: ";" in text,
    "list_comma": lambda text: "," in text,
    "id": ID.fullmatch,
}
DATES = ("day_month_year", "month_day_year", "iso_date", "date_in_words")
