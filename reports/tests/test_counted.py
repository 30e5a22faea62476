"""What each record adds to a figure sums to the figure, whatever is in the register."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.tests.builders import make_act, make_beneficiary, make_contact, make_detention
from register.tests.builders import make_entry as make_plain_entry
from reports.catalogue import REPORTS
from reports.tests import registers
from reports.tests.builders import (
    ask,
    held,
    make_announced_count,
    make_condition,
    make_death,
)

pytestmark = pytest.mark.django_db

DATES = ["", "2021-02-03", "2021-02", "2021", "[2021-01-20..2021-02-10]", "[..2021-03]", "202X"]
COUNTED = [report for report in REPORTS.values() if report.counted]
QUERIES = [{}, {"sex": "female"}, {"age_from": "30"}, {"country": "BY"}]

dates = st.sampled_from(DATES)
person = st.fixed_dictionaries(
    {
        "stretches": registers.person(),
        "sex": st.sampled_from(["female", "male", "unknown"]),
        "born": st.sampled_from([None, ("1991-03-01", "1991-03-31"), ("1970-01-01", "1970-01-31")]),
        "arrests": st.lists(dates, max_size=2),
        "died": st.sampled_from([None, *DATES]),
        "contacts": st.lists(dates.filter(bool), max_size=2),
        "is_silent": st.booleans(),
    }
)
act = st.tuples(
    dates.filter(bool),
    st.sampled_from([None, 0, 5]),
    st.sampled_from([None, 5, 9]),
    st.integers(0, 2),
)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(person, max_size=5),
    st.lists(act, max_size=3),
    st.integers(0, registers.DAYS),
    st.sampled_from(QUERIES),
)
def test_what_records_add_sums_to_the_first_figure(people, acts, day, query):
    with registers.example():
        for one in people:
            write_person(**one)
        for one in acts:
            write_act(*one)
        on = registers.day(day).isoformat()
        for report in COUNTED:
            about = {} if report.slug == "clemency-ledger" else query
            question = ask(report, on=on, **about)

            figure = report.answer(question).headlines[0].figure
            counted = report.counted(question)

            assert summed(counted) == (figure.at_least, figure.at_most), report.slug
            assert all(one != (0, 0) for one in counted.values())


@settings(max_examples=8, deadline=None)
@given(
    st.lists(person, max_size=5),
    st.integers(0, registers.DAYS),
    st.sampled_from([query for query in QUERIES if query]),
)
def test_those_who_fit_are_asked_by_bits_as_by_number(people, day, query):
    with registers.example():
        for one in people:
            write_person(**one)
        on = registers.day(day).isoformat()
        for report in REPORTS.values():
            if report.slug != "clemency-ledger":
                by_number = said(report.answer(ask(report, on=on, **query)))
                with patch("register.entry_sets.FEW", -1):
                    by_bits = said(report.answer(ask(report, on=on, **query)))
                assert by_bits == by_number, report.slug


def said(answer):
    return answer.headlines, [table.rows for table in answer.tables], answer.people


def summed(counted):
    least = sum(one for one, _most in counted.values())
    is_open = any(most is None for _least, most in counted.values())
    return least, None if is_open else sum(most for _least, most in counted.values())


def write_person(*, stretches, sex, born, arrests, died, contacts, is_silent):
    earliest, latest = born or (None, None)
    entry = make_plain_entry(sex=sex, born_earliest=earliest, born_latest=latest)
    for status, begins, ends in stretches:
        days = [registers.day(begins)] + ([] if ends is None else [registers.day(ends)])
        held(*days, entry=entry, status=status)
    for began_on in arrests:
        make_detention(entry=entry, began_on=began_on)
    if died is not None:
        make_death(entry=entry, died_on=died, death_class="unknown" if arrests else "in_facility")
    for happened_on in contacts:
        make_contact(entry=entry, happened_on=happened_on)
    if is_silent:
        make_condition(entry=entry, began_on="2021-01", is_open=True)


def write_act(announced_on, lower, upper, places):
    entry = make_act(announced_on=announced_on)
    if lower is not None or upper is not None:
        make_announced_count(entry=entry, lower=lower, upper=upper, is_adopted=True)
    for _place in range(places):
        make_beneficiary(entry=entry)
