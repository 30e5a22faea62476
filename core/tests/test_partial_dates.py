from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from edtf import parse_edtf as parse_with_library
from hypothesis import given, settings

from core.partial_dates import DateNotUnderstood, PartialDate, parse_edtf
from core.tests.strategies import edtf_or_nearly

MEANINGS = {
    "2020-08-09": ("2020-08-09", "2020-08-09"),
    "2020-02-29": ("2020-02-29", "2020-02-29"),
    "2020-02": ("2020-02-01", "2020-02-29"),
    "2020": ("2020-01-01", "2020-12-31"),
    "202X": ("2020-01-01", "2029-12-31"),
    "2020-08-09~": ("2020-08-06", "2020-08-12"),
    "2020-01-02?": ("2019-12-30", "2020-01-05"),
    "2020-08~": ("2020-07-01", "2020-09-30"),
    "2020-12%": ("2020-11-01", "2021-01-31"),
    "2020~": ("2019-01-01", "2021-12-31"),
    "[2020-08-01..2020-08-09]": ("2020-08-01", "2020-08-09"),
    "[2020-08..2021]": ("2020-08-01", "2021-12-31"),
    "[2020-08-05..2020-08]": ("2020-08-05", "2020-08-31"),
    "[2020~..2021-03~]": ("2019-01-01", "2021-04-30"),
    "[..2021-03]": (None, "2021-03-31"),
    "[2021-03..]": ("2021-03-01", None),
    "0001": ("0001-01-01", "0001-12-31"),
    "9998-12-31": ("9998-12-31", "9998-12-31"),
}

NOT_ON_ANY_CALENDAR = """
    2021-02-30 2021-02-29 2021-13 2021-00 2021-01-00 2021-04-31 0000 000X 999X 9999 9999-12-31 0001~
    9998~ 0001-01-02~ [2021..2020] [2020-08-09..2020-08-08]
"""
SPELT_OTHERWISE = """
    [..] [2020] [2020..2021..2022] [202X..] [[2020..2021]] [2020..2021]~ 202X~ 20XX 2020-XX 2020-8-9
    20200809 2020-W32-7 2020-222 2020~~ 2020~? 2020/2021 +2020 -2020 02020 ٢٠٢٠ ２０２０ garbage
    2020-08-09T00:00 [2020...2021] [2020,2021]
"""
NOT_DATES = [
    *NOT_ON_ANY_CALENDAR.split(),
    *SPELT_OTHERWISE.split(),
    *["2020 ", " 2020", "2020\n", "[2020 ..2021]", "\0", "2020" * 2500],
]


@pytest.mark.parametrize(("text", "ends"), MEANINGS.items())
def test_a_partial_date_means_the_days_from_earliest_to_latest(text, ends):
    found = parse_edtf(text)

    assert tuple(end and end.isoformat() for end in (found.earliest, found.latest)) == ends


@pytest.mark.parametrize("text", NOT_DATES)
def test_what_no_calendar_has_or_is_spelt_otherwise_is_refused(text):
    with pytest.raises(DateNotUnderstood):
        parse_edtf(text)


def test_the_refusal_says_why():
    with pytest.raises(DateNotUnderstood, match="“2021-02-30” .* February 2021 has 28 days"):
        parse_edtf("2021-02-30")


def test_an_unknown_date_is_none():
    assert parse_edtf("") is None
    assert parse_edtf(None) is None


def test_days_leave_out_the_upper_end():
    assert parse_edtf("2020-08").days == DateRange(date(2020, 8, 1), date(2020, 9, 1), "[)")
    assert parse_edtf("[..2020-08]").days == DateRange(None, date(2020, 9, 1), "()")
    assert parse_edtf("[2020-08..]").days == DateRange(date(2020, 8, 1), None, "[)")


def test_exact_is_one_day_that_nobody_doubts():
    exact = [text for text in MEANINGS if parse_edtf(text).is_exact]

    assert exact == ["2020-08-09", "2020-02-29", "9998-12-31"]


def test_partial_dates_have_no_order():
    with pytest.raises(TypeError):
        assert PartialDate("2020") < PartialDate("2021")


@settings(deadline=None)
@given(edtf_or_nearly)
def test_what_is_accepted_is_edtf_to_the_edtf_library_too(text):
    try:
        found = parse_edtf(text)
    except DateNotUnderstood:
        return

    if found and not text.startswith("["):
        assert str(parse_with_library(text)) == text
