import re

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import assume, given, reject, settings

from core.date_reading import read_date
from core.date_words import in_words
from core.partial_dates import DateNotUnderstood, PartialDate, parse_edtf
from core.tests.strategies import well_formed

IN_ENGLISH = {
    "": "",
    "2020-08-09": "9 August 2020",
    "2020-08": "August 2020",
    "2020": "2020",
    "202X": "2020s",
    "190X": "between 1900 and 1909",
    "2020~": "about 2020",
    "2020-08?": "possibly August 2020",
    "2020-08-09%": "possibly about 9 August 2020",
    "[2020-08-01..2020-08-09]": "between 1 and 9 August 2020",
    "[2020-07-28..2020-08-09]": "between 28 July and 9 August 2020",
    "[2020-12-28..2021-01-03]": "between 28 December 2020 and 3 January 2021",
    "[2020-08..2021-03]": "between August 2020 and March 2021",
    "[2020~..2021-03-05]": "between about 2020 and 5 March 2021",
    "[..2021-03]": "not after March 2021",
    "[2021-03-05..]": "not before 5 March 2021",
}


@pytest.mark.parametrize(("edtf", "words"), IN_ENGLISH.items())
def test_a_partial_date_is_said_in_words(edtf, words):
    assert in_words(edtf, "en") == words


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("be", "9 жніўня 2020 г.", "жнівень 2020"),
        ("ru", "9 августа 2020 г.", "август 2020 г."),
        ("de", "9. August 2020", "August 2020"),
        ("zh-hans", "2020年8月9日", "2020年8月"),
        ("en-us", "August 9, 2020", "August 2020"),
        ("xx", "9 August 2020", "August 2020"),
    ],
)
def test_days_and_months_are_in_the_readers_language(language, day, month):
    words = in_words("2020-08-09", language), in_words("2020-08", language)

    assert tuple(said.replace("\N{NARROW NO-BREAK SPACE}", " ") for said in words) == (day, month)


def test_the_active_language_is_used_unless_one_is_named():
    with translation.override("ru"):
        assert in_words("2020-08-09").startswith("9 августа")
    with translation.override(None):
        assert in_words("2020-08-09") == "9 August 2020"


def test_months_take_the_form_that_follows_a_preposition():
    assert "марта 2021" in in_words("[..2021-03]", "ru")
    assert "жніўня 2020" in in_words("2020-08~", "be")
    assert "август 2020" in in_words("2020-08?", "ru")


@settings(deadline=None)
@given(well_formed)
def test_what_is_said_in_english_is_read_as_the_same_days(text):
    assume(not re.search(r"[~?].*[~?\]]|%|[\[.]0|^0", text))  # bounds in doubt, years before 1000
    try:
        date = parse_edtf(text)
    except DateNotUnderstood:
        reject()

    again = read_date(in_words(date, "en"))

    assert (again.earliest, again.latest) == (date.earliest, date.latest)


@pytest.mark.parametrize(
    ("date", "html"),
    [
        ("2020-08-09", '<time datetime="2020-08-09">9 August 2020</time>'),
        (PartialDate("2020-08"), '<time datetime="2020-08">August 2020</time>'),
        ("2020", '<time datetime="2020">2020</time>'),
        ("2020~", "about 2020"),
        ("[..2021-03]", "not after March 2021"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_template_marks_up_what_html_has_a_form_for(date, html):
    template = Template("{% load dates %}{{ date|partial_date }}")

    assert template.render(Context({"date": date})) == html
