"""The words that people write dates with, per language; core/date_reading.py puts them together.

Months and weekdays come from Babel; English, Belarusian and Russian have all the rest, the other
languages what is needed for bounds. Where a word can mean two things ("until March": is March
counted in?), it stands under "unclear" and the reader asks back.
"""

import unicodedata
from functools import lru_cache

from babel import Locale

LANGUAGES = ("en", "be", "ru", "uk", "pl", "de", "fr", "es")

# What may stand before a date. Latin “c” needs its full stop: without one it may be a Cyrillic “с”.
PHRASES = {
    "en": {
        "about": "about, approximately, approx., approx, around, roughly, circa, ca., ca, c., "
        "on or about, on or around, ~",
        "possibly": "possibly, probably, perhaps, maybe",
        "before": "before, earlier than",
        "not_after": "not after, no later than, not later than, by, on or before, at the latest",
        "after": "after, later than",
        "not_before": "not before, no earlier than, not earlier than, since, from, starting, "
        "on or after, at the earliest",
        "unclear": "until, till, up to",
        "early": "early, early in, beginning of, the beginning of, start of, the start of",
        "mid": "mid, middle of, the middle of",
        "late": "late, late in, end of, the end of",
        "spring": "spring",
        "summer": "summer",
        "autumn": "autumn, fall",
        "winter": "winter",
        "in": "in, in the, on, on the, at the, during, the, year, the year, in the year, dated",
    },
    "be": {
        "about": "каля, прыкладна, прыблізна, недзе ў, недзе, ~",
        "possibly": "магчыма, верагодна, імаверна, відаць",
        "before": "перад, раней за, раней, да пачатку",
        "not_after": "не пазней за, не пазней, не пазней чым",
        "after": "пасля, пазней за, пазней",
        "not_before": "не раней за, не раней, не раней чым, з, са, ад, пачынаючы з",
        "unclear": "да",
        "early": "пачатак, у пачатку, на пачатку, ў пачатку",
        "mid": "сярэдзіна, у сярэдзіне, ў сярэдзіне",
        "late": "канец, у канцы, ў канцы, напрыканцы",
        "spring": "вясна, вясной, вясною, вясны, увесну",
        "summer": "лета, летам, улетку",
        "autumn": "восень, восенню, увосень",
        "winter": "зіма, зімой, зімою, зімы, узімку",
        "in": "у, ў, на працягу, год",
    },
    "ru": {
        "about": "около, примерно, приблизительно, ок., где-то в, ~",
        "possibly": "возможно, вероятно, предположительно",
        "before": "перед, раньше, ранее, до начала",
        "not_after": "не позднее, не позже",
        "after": "после, позже, позднее",
        "not_before": "не ранее, не раньше, с, со, начиная с",
        "unclear": "до, по",
        "early": "начало, в начале",
        "mid": "середина, в середине",
        "late": "конец, в конце",
        "spring": "весна, весной, весною, весны",
        "summer": "лето, летом, лета",
        "autumn": "осень, осенью, осени",
        "winter": "зима, зимой, зимою, зимы",
        "in": "в, во, в течение, год",
    },
    "uk": {
        "about": "близько, приблизно",
        "possibly": "можливо, ймовірно",
        "before": "перед, раніше",
        "not_after": "не пізніше",
        "after": "після",
        "not_before": "не раніше, з, від",
        "unclear": "до",
        "in": "у, в",
    },
    "pl": {
        "about": "około, ok.",
        "before": "przed",
        "after": "po",
        "not_before": "od",
        "unclear": "do",
        "in": "w",
    },
    "de": {
        "about": "etwa, ca., circa, um",
        "before": "vor",
        "not_after": "spätestens",
        "after": "nach",
        "not_before": "seit, ab",
        "unclear": "bis",
        "in": "im, am",
    },
    "fr": {
        "about": "vers, environ",
        "before": "avant, avant le",
        "after": "après, après le",
        "not_before": "depuis, depuis le",
        "unclear": "jusqu'à, jusqu'en, jusqu'au",
        "in": "en, le",
    },
    "es": {
        "about": "hacia, alrededor de, alrededor del",
        "before": "antes de, antes del",
        "after": "después de, después del",
        "not_before": "desde, desde el",
        "unclear": "hasta, hasta el",
        "in": "en, el",
    },
}

# What may follow a date: "March 2021 or later", "August 2020 (?)".
ENDINGS = {
    "en": {
        "not_after": "or earlier, or before, at the latest",
        "not_before": "or later, or after, at the earliest",
        "about": "approx., approx, (approx.), (approx)",
        "possibly": "(?)",
    },
    "be": {"not_after": "або раней, ці раней", "not_before": "або пазней, ці пазней"},
    "ru": {"not_after": "или раньше, или ранее", "not_before": "или позже, или позднее"},
}

# (before the first date, between the two); both dates are counted in.
RANGES = {
    "en": [("between", "and"), ("from", "to"), ("from", "through"), ("", "to"), ("", "through")],
    "be": [("паміж", "і"), ("з", "па"), ("", "па")],
    "ru": [("между", "и"), ("с", "по"), ("", "по")],
    "uk": [("між", "і"), ("між", "та"), ("з", "по")],
    "de": [("zwischen", "und")],
    "fr": [("entre", "et")],
    "es": [("entre", "y")],
    "pl": [("między", "a")],
}

# Endings that Babel lacks (it has the nominative and the genitive); May in Belarusian also "травень".
MONTH_FORMS = {
    "en": {"sept": 9},
    "be": {
        "студзеню студзенем студзені": 1,
        "лютаму лютым": 2,
        "сакавіку сакавіком": 3,
        "красавіку красавіком": 4,
        "маю маем маі травень траўня траўню траўнем траўні": 5,
        "чэрвеню чэрвенем чэрвені": 6,
        "ліпеню ліпенем ліпені": 7,
        "жніўню жніўнем жніўні": 8,
        "верасню вераснем верасні": 9,
        "кастрычніку кастрычнікам": 10,
        "лістападу лістападам лістападзе": 11,
        "снежню снежнем снежні": 12,
    },
    "ru": {
        "январю январем январе": 1,
        "фев февралю февралем феврале": 2,
        "марту мартом марте": 3,
        "апрелю апрелем апреле": 4,
        "маю маем мае": 5,
        "июню июнем июне": 6,
        "июлю июлем июле": 7,
        "августу августом августе": 8,
        "сен сентябрю сентябрем сентябре": 9,
        "октябрю октябрем октябре": 10,
        "ноя ноябрю ноябрем ноябре": 11,
        "декабрю декабрем декабре": 12,
    },
    "uk": {"січні": 1, "березні": 3, "квітні": 4, "травні": 5, "червні": 6, "липні": 7},
}
YEAR_WORDS = "г гг год года году годе годзе годам р рік року році r rok roku"
DECADE_ENDINGS = "s 's -е -х е х -я -ые -ых -ыя"


def folded(text):
    """Small letters without accents; done to these words and to what was typed alike."""
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache
def months(languages):
    """{word: number of the month}, without full stops."""
    found = {}
    for language in languages:
        for context in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, word in context[width].items():
                    found[folded(word).rstrip(".")] = number
        for words, number in MONTH_FORMS.get(language, {}).items():
            found.update(dict.fromkeys(folded(words).split(), number))
    return found


@lru_cache
def weekdays(languages):
    """{word: 0 for Monday … 6 for Sunday}."""
    found = {}
    for language in languages:
        for context in Locale(language).days.values():
            found.update({folded(word): number for number, word in context["wide"].items()})
    if "en" in languages:
        short = Locale("en").days["format"]["abbreviated"]
        found.update({word.lower(): number for number, word in short.items()})
    return found


@lru_cache
def phrases(languages):
    """[(phrase before a date, what it means)], the longest first."""
    return _longest_first(PHRASES, languages)


@lru_cache
def endings(languages):
    """[(phrase after a date, what it means)], the longest first."""
    return _longest_first(ENDINGS, languages)


@lru_cache
def ranges(languages):
    """[(before the first date, between the dates)], those with the longest beginning first."""
    found = {
        (folded(before), folded(between))
        for language in languages
        for before, between in RANGES.get(language, [])
    }
    return sorted(found, key=lambda pair: (-len(pair[0]), pair))


def _longest_first(table, languages):
    found = {
        folded(phrase): meaning
        for language in languages
        for meaning, listed in table.get(language, {}).items()
        for phrase in listed.split(", ")
    }
    return sorted(found.items(), key=lambda pair: (-len(pair[0]), pair))
