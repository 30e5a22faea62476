"""Dates as people type them, read into partial dates; nothing is guessed and nothing is rounded.

How bounds and vague words are read:

    before March 2021          [..2021-02]        March itself is left out
    not after, by March 2021   [..2021-03]
    after March 2021           [2021-04..]
    since, from March 2021     [2021-03..]
    early, mid, late 2021      January to April, May to August, September to December
    early, mid, late in May    1 to 10, 11 to 20, 21 to the end
    spring, summer, autumn     three whole months from March, June, September
    about, possibly            ~ and ?; see core/partial_dates.py

Refused with the reason: 9/8/2020 (two readings), "winter 2021" (two winters), "until March" (is
March counted in?), "2000s" (ten years or a hundred?), years of two digits, a weekday that does not fit, times of day, what no calendar has.

The natural-language half of the `edtf` library is not used: it reads "2020 or 2021" as 2020, "last
week of August 2020" as the whole month and "between 1 and 9 August 2020" as 9 August 2001.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

from core import date_vocabulary as vocabulary
from core.partial_dates import DateNotUnderstood, PartialDate, parse_edtf

LONGEST = 60  # signs, after runs of white space became one space

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
HIDDEN = ("No", "Me", "Mn")  # footnote numbers and marks laid over letters
SEASONS = {"spring": 3, "summer": 6, "autumn": 9}
THIRDS_OF_YEAR = {"early": ("01", "04"), "mid": ("05", "08"), "late": ("09", "12")}
THIRDS_OF_MONTH = {"early": ("01", "10"), "mid": ("11", "20"), "late": ("21", None)}

YEAR_WORD = re.compile(
    rf"(?<=[0-9]{{4}})\s?(?:{'|'.join(vocabulary.folded(vocabulary.YEAR_WORDS).split())})\.?"
    r"(?=[\s,.-]|$)"
)
DECADE = re.compile(
    rf"([0-9]{{3}})0(?:{'|'.join(vocabulary.folded(vocabulary.DECADE_ENDINGS).split())})"
    r"(?:\s(?:годы|гады|гг\.?|роки))?"
)
WINTER = re.compile(r"([0-9]{4})\s?[-/]\s?([0-9]{2}|[0-9]{4})")

# Day, month and year in any order, a part left out where a range gives it: "1–9 August 2020".
_D = r"(?P<d>[0-9]{1,2})"
_ORDINAL = r"(?:\.|st|nd|rd|th|er|o|-?го|-?га)?"
_M = r"(?P<m>[0-9]{1,2})"
_NAME = r"(?P<name>[^\W\d_]{3,})\.?"
_Y = r"(?P<y>[0-9]{4})"
_GAP = r"(?:,?\s|\s?[-/.]\s?|\sde\s|\sdel\s|\sof\s)?"
FORMS = [
    re.compile(form)
    for form in (
        rf"{_Y}(?P<sep>[-/.]){_M}(?:(?P=sep){_D})?",
        rf"{_D}(?P<sep>[-/.])\s?{_M}(?P=sep)\s?{_Y}\.?",
        rf"{_M}\s?[-/.]\s?{_Y}",
        rf"{_Y}",
        rf"{_D}{_ORDINAL}{_GAP}{_NAME}{_GAP}{_Y}",
        rf"(?:the )?{_D}{_ORDINAL}{_GAP}{_NAME}",
        rf"{_NAME}{_GAP}(?:the )?{_D}{_ORDINAL},?\s{_Y}",
        rf"{_NAME}{_GAP}{_Y}",
        rf"{_NAME}{_GAP}{_D}{_ORDINAL}",
        rf"{_Y}{_GAP}{_NAME}(?:{_GAP}{_D})?",
        rf"{_NAME}",
        rf"{_D}\.{_M}\.?",
        rf"{_D}{_ORDINAL},?\s{_Y}",
        rf"{_D}{_ORDINAL}",
    )
]
SHORT_YEAR = re.compile(
    r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}|.*[^\W\d_][\s,.-]*'[0-9]{2}"
    r"|[0-9]{1,2}[\s.-]*[^\W\d_]{3,}[\s.,-]*[0-9]{2}"
)


@lru_cache(maxsize=10_000)
def read_date(text, languages=vocabulary.LANGUAGES):
    """The PartialDate that `text` says; raises DateNotUnderstood with the reason otherwise.

    Reads all `languages` at once: sources quote one another across them.
    """
    if isinstance(text, PartialDate):
        return text
    typed = _tidy(text)
    edtf = re.sub(r"\s*(\.\.|[\[\]])\s*", r"\1", typed.replace("x", "X"))
    edtf = re.sub(r"^([0-9]{4}(?:-[0-9]{2})?)(?:-(?:XX|uu)){1,2}$", r"\1", edtf)
    try:
        return parse_edtf(edtf)
    except DateNotUnderstood as error:
        edtf_error = error

    found = _Reader(typed, languages).read(vocabulary.folded(typed))
    if found:
        return parse_edtf(found)
    if typed.startswith("[") or re.fullmatch(r"[0-9Xx~?%-]{7,10}[~?%]?", typed):
        raise edtf_error
    raise _not_understood(typed)


def _tidy(text):
    """One line, ordinary digits and dashes, single spaces; refuses what hides in the text."""
    if len(text) > 10 * LONGEST:
        raise _too_long()
    typed = " ".join(text.split())
    composed = unicodedata.normalize("NFC", typed)
    if any(unicodedata.category(c) in HIDDEN or not c.isprintable() for c in composed):
        raise DateNotUnderstood(
            _(
                "There are invisible signs, footnote marks or struck-out letters in this date. "
                "Type it anew."
            )
        )
    typed = unicodedata.normalize("NFKC", typed).translate(DASHES)
    typed = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in typed)
    typed = typed.replace("’", "'")
    if len(typed) > LONGEST:
        raise _too_long()
    if not typed:
        raise DateNotUnderstood(
            _("There is no date here. Leave the field empty when it is unknown.")
        )
    return typed


class _Reader:
    """Reads one typed text. Methods give EDTF, or None for what they do not know."""

    def __init__(self, typed, languages):
        self.typed = typed  # as it stands in messages
        self.languages = languages

    def read(self, text):
        text = YEAR_WORD.sub("", text)
        if midnight := re.fullmatch(r"(.*[0-9])[t ]00:00(:00(\.0+)?)?", text):
            text = midnight[1]
        elif re.search(r"[0-9]:[0-9]{2}", text):
            raise self.refused(_("“%(text)s” has a time of day in it. Write the date alone."))
        if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}/[0-9]{4}(-[0-9]{2}){0,2}", text):
            raise self.refused(
                _(
                    "“%(text)s” is a stretch of time. For one day in it, write [%(start)s..%(end)s]."
                ),
                **dict(zip(("start", "end"), text.split("/"), strict=True)),
            )
        return (
            self.single(text)
            or self.decade(text)
            or self.range(text)
            or self.with_phrase(text)
            or self.with_ending(text)
        )

    # --- one date -------------------------------------------------------------------------------

    def single(self, text):
        """A day, month or year."""
        if SHORT_YEAR.fullmatch(text):
            raise self.refused(_("Write the year of “%(text)s” with four digits."))
        if not (parts := self.parts(text)):
            return None
        year, month, day = parts
        if year is None and month is None:
            return None
        if year is None:
            raise self.refused(_("Write the year of “%(text)s” too, with four digits."))
        if month is None and day is not None:
            return None
        return self.checked(_edtf(parts))

    def parts(self, text):
        """(year, month, day) as numbers, each None where not given; None when this is no date."""
        weekday, text = self.weekday(text)
        for form in FORMS:
            if not (match := form.fullmatch(text)):
                continue
            found = match.groupdict()
            month = found.get("m") and int(found["m"])
            if name := found.get("name"):
                month = vocabulary.months(self.languages).get(name)
                if month is None:
                    continue
            year = found.get("y") and int(found["y"])
            day = found.get("d") and int(found["d"])
            if found.get("sep") in ("/", "-") and year and day and text.endswith(found["y"]):
                month, day = self.told_apart(day, month, year)
            if weekday is not None:
                self.check_weekday(weekday, (year, month, day))
            return year, month, day
        return None

    def told_apart(self, first, second, year):
        """9/8/2020 is 9 August in Minsk and 8 September in New York: (month, day), or refused."""
        if first > 12 >= second:
            return second, first
        if second > 12 >= first:
            return first, second
        if first == second or first > 12:
            return second, first
        raise self.refused(
            _(
                "“%(text)s” can be %(one)s or %(other)s (year-month-day). "
                "Write the one you mean, or the month as a word."
            ),
            one=_edtf((year, second, first)),
            other=_edtf((year, first, second)),
        )

    def weekday(self, text):
        word, _space, rest = text.partition(" ")
        number = vocabulary.weekdays(self.languages).get(word.rstrip(",."))
        return (number, rest) if rest and number is not None else (None, text)

    def check_weekday(self, weekday, parts):
        day = self.checked(_edtf(parts)) if None not in parts else None
        if day is None or parse_edtf(day).earliest.weekday() != weekday:
            raise self.refused(_("The weekday in “%(text)s” does not fit the date. Check both."))

    # --- several dates --------------------------------------------------------------------------

    def decade(self, text):
        if not (match := DECADE.fullmatch(re.sub("^the ", "", text))):
            return None
        if match[1].endswith("0"):
            raise self.refused(
                _("“%(text)s” can be ten years or a hundred. Write %(decade)s or %(century)s."),
                decade=f"{match[1]}X",
                century=f"[{match[1]}0..{match[1][:2]}99]",
            )
        return self.checked(f"{match[1]}X")

    def range(self, text):
        """One of the days from the first to the second, both counted in."""
        for before, between in vocabulary.ranges(self.languages):
            if before and not text.startswith(f"{before} "):
                continue
            for first, second in _halves(text[len(before) :], f" {between} "):
                if found := self.joined(first, second):
                    return found
        for between in ("..", " - ", "-"):
            for first, second in _halves(text, between):
                if found := self.joined(first, second):
                    return found
        return None

    def joined(self, first, second):
        start, end = self.parts(first), self.parts(second)
        if not start or not end:
            return None
        if start[1] is not None and start[2] is not None and end[1] is None and end[2] is not None:
            end = (end[0], start[1], end[2])  # August 1–9, 2020
        if start[1] is None and start[2] is not None and end[2] is not None:
            start = (start[0], end[1], start[2])  # 1–9 August 2020
        if start[0] is None and end[1] is None:
            return None
        start = (start[0] or end[0], *start[1:])
        for year, month, day in (start, end):
            if year is None and month is not None:
                raise self.refused(_("Write the year of “%(text)s” too, with four digits."))
            if year is None or (day is not None and month is None):
                return None
        return self.checked(f"[{_edtf(start)}..{_edtf(end)}]")

    # --- a date with words around it ------------------------------------------------------------

    def with_phrase(self, text):
        """“before …”, “about …”, “in …”."""
        for phrase, meaning in vocabulary.phrases(self.languages):
            rest = _after_phrase(phrase, text)
            if rest and (found := self.meant(meaning, rest)):
                return found
        return None

    def with_ending(self, text):
        """“… or later”, “… ~”."""
        for ending, meaning in vocabulary.endings(self.languages):
            if text.endswith(f" {ending}") and (rest := text.removesuffix(ending).strip(" ,")):
                return self.meant(meaning, rest)
        if text[-1] in "~?%" and (inner := self.single(text[:-1].rstrip())):
            return self.checked(inner + text[-1])
        return None

    def meant(self, meaning, text):
        if meaning == "in":
            return self.single(text) or self.decade(text) or self.with_phrase(text)
        if meaning in SEASONS and (year := self.year(text)):
            start = SEASONS[meaning]
            return f"[{year}-{start:02}..{year}-{start + 2:02}]"
        if meaning == "winter":
            return self.winter(text)
        if not (inner := self.single(text) or self.single(_without_in(text, self.languages))):
            return self.bounded(meaning, text)
        match meaning:
            case "about":
                return self.checked(f"{inner}~")
            case "possibly":
                return self.checked(f"{inner}?")
            case "early" | "mid" | "late":
                return self.third(meaning, inner)
            case _:
                return self.bound(meaning, inner)

    def bounded(self, meaning, text):
        """“not after about March 2021”: a bound may be in doubt itself."""
        if meaning not in ("not_after", "not_before"):
            return None
        for phrase, doubt in vocabulary.phrases(self.languages):
            rest = doubt in ("about", "possibly") and _after_phrase(phrase, text)
            if rest and (inner := self.single(rest)):
                return self.bound(meaning, self.checked(inner + {"about": "~"}.get(doubt, "?")))
        return None

    def bound(self, meaning, inner):
        """The strict words leave out the day, month or year that they name."""
        match meaning:
            case "not_after":
                return f"[..{inner}]"
            case "not_before":
                return f"[{inner}..]"
            case "before":
                return self.checked(f"[..{_neighbour(inner, -1)}]")
            case "after":
                return self.checked(f"[{_neighbour(inner, 1)}..]")
            case "unclear":
                raise self.refused(
                    _(
                        "“%(text)s” does not say whether that time is counted in. "
                        "Write [..%(inclusive)s] if it is, [..%(strict)s] if not."
                    ),
                    inclusive=inner,
                    strict=_neighbour(inner, -1),
                )

    def third(self, which, inner):
        if len(inner) == 4:
            start, end = THIRDS_OF_YEAR[which]
        elif len(inner) == 7:
            start, end = THIRDS_OF_MONTH[which]
            end = end or f"{monthrange(int(inner[:4]), int(inner[5:]))[1]}"
        else:
            return None
        return f"[{inner}-{start}..{inner}-{end}]"

    def winter(self, text):
        """A winter has two years: “winter 2020/21” and “winter 2020–2021” name both."""
        if (match := WINTER.fullmatch(_without_of(text))) and self.year(match[1]):
            year = int(match[1])
            if match[2] in (f"{year + 1:04}", f"{(year + 1) % 100:02}"):
                return f"[{year:04}-12..{year + 1:04}-02]"
        if year := self.year(text):
            raise self.refused(
                _(
                    "“%(text)s” can begin in December %(before)d or in December %(year)d. "
                    "Write “winter %(before)d–%(year)d”, “winter %(year)d–%(after)d” or the months."
                ),
                before=int(year) - 1,
                year=int(year),
                after=int(year) + 1,
            )
        return None

    def year(self, text):
        year = _without_of(text)
        return self.checked(year) if re.fullmatch(r"[0-9]{4}", year) else None

    # --- refusing -------------------------------------------------------------------------------

    def checked(self, edtf):
        """The same text; raises, naming what was typed, when no calendar has it."""
        try:
            parse_edtf(edtf)
        except DateNotUnderstood as error:
            if edtf == self.typed:
                raise
            raise DateNotUnderstood(f"“{self.typed}”: {error}") from None
        return edtf

    def refused(self, sentence, **values):
        return DateNotUnderstood(sentence % {"text": self.typed, **values})


def _edtf(parts):
    """(2020, 8, None) as 2020-08."""
    year, month, day = parts
    return f"{year:04}" + "".join(f"-{part:02}" for part in (month, day) if part is not None)


def _halves(text, between):
    """Every way to cut the text in two at `between`."""
    pieces = text.split(between)
    for cut in range(1, len(pieces)):
        yield between.join(pieces[:cut]).strip(), between.join(pieces[cut:]).strip()


def _after_phrase(phrase, text):
    """What follows the phrase; None when the text begins otherwise, “fromage” with “from” say."""
    if not text.startswith(phrase):
        return None
    rest = text[len(phrase) :]
    if phrase[-1].isalpha() and not re.match(r"[\s,:-]", rest):
        return None
    return rest.strip(" -,:")


def _without_in(text, languages):
    for phrase, meaning in vocabulary.phrases(languages):
        if meaning == "in" and (rest := _after_phrase(phrase, text)):
            return rest
    return text


def _without_of(text):
    return re.sub(r"^(?:of|in) ", "", text)


def _neighbour(edtf, step):
    """The day, month or year before (-1) or after (1), as exact as the one given."""
    date = parse_edtf(edtf)
    try:
        if step < 0:
            return (date.earliest - timedelta(days=1)).isoformat()[: len(edtf)]
        return (date.latest + timedelta(days=1)).isoformat()[: len(edtf)]
    except OverflowError:
        return "0000"  # refused with the reason by whoever parses it


def _too_long():
    return DateNotUnderstood(
        _("This is too long for a date (%(longest)d signs at most).") % {"longest": LONGEST}
    )


def _not_understood(typed):
    return DateNotUnderstood(
        _(
            "“%(text)s” is not understood as a date. Write for example 9 Aug 2020, 2020-08-09, "
            "Aug 2020, 2020, 2020s, c. 2020, before March 2021, between 1 and 9 Aug 2020."
        )
        % {"text": typed}
    )
