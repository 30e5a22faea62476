import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core import date_vocabulary
from core.date_reading import read_date
from core.partial_dates import DateNotUnderstood, PartialDate, parse_edtf
from core.tests.strategies import edtf_or_nearly
from core.tests.test_partial_dates import MEANINGS

DAYS = """
    2020-08-09 | 2020/08/09 | 2020.08.09 | 2020-8-9 | 9.8.2020 | 09.08.2020 | 9. 8. 2020 | 9 Aug 2020
    9 August 2020 | August 9, 2020 | Aug. 9, 2020 | august 9 2020 | AUGUST 9, 2020 | 9-Aug-2020
    9Aug2020 | 9th August 2020 | the 9th of August 2020 | 2020 August 9 | on 9 August 2020
    Sunday 9 August 2020 | Sunday, August 9, 2020 | Sun 9 Aug 2020 | 2020-08-09 00:00:00
    2020-08-09T00:00:00 | ９.８.２０２０ | ٩.٨.٢٠٢٠ | 9   August   2020
    9 жніўня 2020 | 9 жніўня 2020 г. | 9 жніўня 2020 года | 9-га жніўня 2020 | 9 жні 2020
    нядзеля, 9 жніўня 2020 г. | 09.08.2020 г.
    9 августа 2020 | 9 августа 2020 г. | 9 августа 2020 года | 9-го августа 2020 | 9 авг. 2020 г.
    воскресенье, 9 августа 2020 | 9 АВГУСТА 2020
    9 серпня 2020 р. | 9 sierpnia 2020 r. | 9. August 2020 | 9 août 2020 | 9 aout 2020 | le 9 août 2020
    9 de agosto de 2020
"""

MONTHS = """
    2020-08 | 2020/08 | 2020-8 | 08.2020 | 8/2020 | Aug 2020 | August 2020 | August, 2020 | in August 2020
    August of 2020 | 2020 August | 2020-08-XX | 2020-08-xx | 2020-08-uu
    жнівень 2020 | у жніўні 2020 | ў жніўні 2020 года | жнівень 2020 г.
    август 2020 | август 2020 г. | в августе 2020 | в августе 2020 года | августа 2020
    серпень 2020 | sierpień 2020 | août 2020 | agosto de 2020 | im August 2020
"""

OTHERS = {
    "2020": "2020 | in 2020 | the year 2020 | 2020 год | 2020 г. | в 2020 году | у 2020 годзе | 2020-XX-XX",
    "202X": "2020s | the 2020s | in the 2020s | 2020-е | 2020-е годы | 2020-я гады | 202X | 202x",
    "2020~": "c. 2020 | c.2020 | ca 2020 | ca. 2020 | circa 2020 | about 2020 | around 2020 | ~2020"
    " | approx. 2020 | каля 2020 года | прыкладна 2020 | около 2020 | примерно в 2020 году | ок. 2020 г."
    " | vers 2020 | etwa 2020 | 2020 approx.",
    "2020-08~": "about August 2020 | каля жніўня 2020 | около августа 2020 | August 2020 ~",
    "2020-08-09~": "around 9 August 2020 | on or about August 9, 2020 | каля 9 жніўня 2020 г.",
    "2020-08?": "August 2020? | possibly August 2020 | probably in August 2020 | August 2020 (?)"
    " | магчыма, жнівень 2020 | возможно, август 2020 | предположительно в августе 2020",
    "[2020-08-01..2020-08-09]": "between 1 and 9 August 2020 | 1-9 August 2020 | 1–9 August 2020"
    " | August 1-9, 2020 | August 1–9, 2020 | 1 August - 9 August 2020 | from 1 to 9 August 2020"
    " | 1 to 9 August 2020 | between 1 August 2020 and 9 August 2020 | 01.08.2020 - 09.08.2020"
    " | 1.08-9.08.2020 | 01-09.08.2020 | 2020-08-01..2020-08-09 | 2020-08-01 - 2020-08-09"
    " | [ 2020-08-01 .. 2020-08-09 ] | паміж 1 і 9 жніўня 2020 г. | з 1 па 9 жніўня 2020"
    " | между 1 и 9 августа 2020 | с 1 по 9 августа 2020 г. | між 1 і 9 серпня 2020",
    "[2020-08..2021-03]": "between August 2020 and March 2021 | August 2020 - March 2021"
    " | паміж жніўнем 2020 і сакавіком 2021 | между августом 2020 и мартом 2021",
    "[2020-08..2020-09]": "August-September 2020 | between August and September 2020",
    "[2020..2021]": "2020-2021 | between 2020 and 2021 | 2020–2021 гг.",
    "[..2021-02]": "before March 2021 | перад сакавіком 2021 | раней за сакавік 2021 | раньше марта 2021",
    "[..2020]": "before 2021 | до начала 2021 года | да пачатку 2021 года",
    "[..2021-02-28]": "before 1 March 2021 | earlier than 1.3.2021",
    "[..2021-03]": "not after March 2021 | by March 2021 | no later than March 2021 | March 2021 or earlier"
    " | не пазней за сакавік 2021 | не пазней сакавіка 2021 | не позднее марта 2021 г."
    " | не позже марта 2021",
    "[..2021-03~]": "by about March 2021 | not after about March 2021",
    "[2021-05-06..]": "after 5 May 2021 | пасля 5 мая 2021 | после 5 мая 2021 г. | позднее 5.5.2021",
    "[2021-04..]": "after March 2021 | пасля сакавіка 2021 | после марта 2021",
    "[2021..]": "since 2021 | from 2021 | not before 2021 | 2021 or later | з 2021 года | с 2021 года"
    " | не раней за 2021 год | не ранее 2021 года | [2021..]",
    "[2021-01..2021-04]": "early 2021 | early in 2021 | the beginning of 2021 | начало 2021 | в начале 2021 г."
    " | пачатак 2021 | у пачатку 2021 года",
    "[2021-05..2021-08]": "mid 2021 | mid-2021 | middle of 2021 | середина 2021 | у сярэдзіне 2021 года",
    "[2021-09..2021-12]": "late 2021 | end of 2021 | в конце 2021 года | напрыканцы 2021",
    "[2021-02-01..2021-02-10]": "early February 2021 | в начале февраля 2021 | у пачатку лютага 2021",
    "[2021-02-11..2021-02-20]": "mid-February 2021 | middle of February 2021",
    "[2021-02-21..2021-02-28]": "late February 2021 | в конце февраля 2021",
    "[2021-03..2021-05]": "spring 2021 | in the spring of 2021 | весна 2021 | весной 2021 года | вясной 2021",
    "[2021-06..2021-08]": "summer 2021 | летом 2021 | улетку 2021 | лета 2021",
    "[2021-09..2021-11]": "autumn 2021 | fall 2021 | осенью 2021 г. | увосень 2021",
    "[2020-12..2021-02]": "winter 2020-2021 | winter 2020/21 | зима 2020-2021 | зімой 2020/2021",
    "2017-01-17": "January 17, 2017 | 17 студзеня 2017 | 17 сту 2017 | 17 января 2017",
    "2021-05": "May 2021 | май 2021 | мая 2021 | травень 2021 | у траўні 2021 | Mai 2021 | mayo 2021",
    "2020-12-25": "25/12/2020 | 12/25/2020 | 25-12-2020",
    "2020-08-08": "8/8/2020 | 08-08-2020",
}

READINGS = [
    (typed.strip(), edtf)
    for edtf, table in {"2020-08-09": DAYS, "2020-08": MONTHS, **OTHERS}.items()
    for line in table.strip().split("\n")
    for typed in line.split(" | ")
]

REFUSALS = {
    "can be 2020-08-09 or 2020-09-08": ["9/8/2020", "09/08/2020", "9-8-2020", "1 - 9/8/2020"],
    "four digits": [
        "9.8.20",
        "9/8/20",
        "Aug 20",
        "9 Aug 20",
        "Aug '20",
        "9 August",
        "20.08",
        "August",
        "9 жніўня",
    ],
    "can begin in December 2020": [
        "winter 2021",
        "winter of 2021",
        "зима 2021",
        "узімку 2021 года",
    ],
    "whether that time is counted in": ["until March 2021", "до марта 2021", "да сакавіка 2021"],
    "February 2021 has 28 days": ["2021-02-30", "29.02.2021", "31 Feb 2021", "30 лютага 2021"],
    "there is no month 13": ["2021-13", "13/13/2021", "2021-13-01"],
    "no month 21": ["2021-21"],
    "ends before it begins": ["9-1 August 2020", "[2021..2020]", "28 December - 3 January 2021"],
    "ten years or a hundred": ["2000s", "the 1900s"],
    "weekday": ["Monday 9 August 2020", "понедельник, 9 августа 2020", "Sunday August 2020"],
    "time of day": ["2020-08-09T10:00", "9 Aug 2020 10:30", "2020-08-09 00:01:00"],
    "stretch of time.*\\[2020-08-01..2020-08-09\\]": ["2020-08-01/2020-08-09"],
    "years 0001 to 9998": ["9999-12-31", "after 9998"],
    "no year 0000": ["before 0001", "0000"],
    "Leave the field empty": ["", "   ", "\n"],
    "too long": ["9" * 61, "x" * 10_000, "١" * 10_000, "9 August 2020 " * 1000, "ﷺ" * 60],
    "invisible": [
        "2020\0",
        "20\u200e20",
        "\u202e2020",
        "1² August 2020",
        "2\u03360\u033620",
        "①.8.2020",
    ],
    "not understood": """unknown | ? | hello | 2020 or 2021 | last week of August 2020 | c 2020 | yesterday
        2020-08-09/ | {2020, 2021} | early 2020s | about early 2021 | after winter 2021 | 20 20
        1-12.2020 | March 5 - 2020 | first half of 2020 | Christmas 2020 | 44052 | before
        с марта до мая 2021 | 9 Smarch 2020 | fromage 2020 | Y20200 | 20th century | 9 | and
    """.strip()
    .replace("\n", "|")
    .split("|"),
    "is not a date": ["2020-08~?", "20200809", "[2020", "[202X..]", "2020~-08"],
}


@pytest.mark.parametrize(("typed", "edtf"), READINGS)
def test_a_date_is_read_as_people_type_it(typed, edtf):
    assert read_date(typed) == PartialDate(edtf)


@pytest.mark.parametrize(
    ("reason", "typed"),
    [(reason, typed) for reason, listed in REFUSALS.items() for typed in listed if typed != ""]
    + [("Leave the field empty", "")],
)
def test_what_is_ambiguous_or_impossible_is_refused_with_the_reason(reason, typed):
    with pytest.raises(DateNotUnderstood, match=reason):
        read_date(typed)


@pytest.mark.parametrize("edtf", MEANINGS)
def test_edtf_is_read_as_it_stands(edtf):
    assert read_date(edtf) == PartialDate(edtf)


def test_only_the_languages_asked_for_are_read():
    assert read_date("9 августа 2020", languages=("ru",)) == PartialDate("2020-08-09")
    with pytest.raises(DateNotUnderstood):
        read_date("9 августа 2020", languages=("en",))


def test_no_word_means_two_things_in_two_languages():
    each = [(language,) for language in date_vocabulary.LANGUAGES]
    for words in (date_vocabulary.months, date_vocabulary.weekdays, date_vocabulary.phrases):
        meanings = {pair for language in each for pair in dict(words(language)).items()}

        assert len(meanings) == len({word for word, _meaning in meanings})


@settings(deadline=None)
@given(st.one_of(edtf_or_nearly, st.text(max_size=80)))
@example("2020/08/09/10")
@example("between " * 7)
@example("-" * 60)
@example("9.8.2020 - " * 5)
def test_any_text_is_read_or_refused_in_good_time(typed):
    started = time.perf_counter()
    try:
        found = read_date(typed)
    except DateNotUnderstood:
        found = None
    else:
        assert parse_edtf(found.text) == found
    assert time.perf_counter() - started < 1
