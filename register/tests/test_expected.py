"""Expected releases: a term less the days that count, with bounds; and terms that are over."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.expected import over, read_counts, read_lists
from register.figures import Figure
from register.tests.builders import (
    make_detention,
    make_entry,
    make_served_time_rule,
    make_span,
    make_term,
)

pytestmark = pytest.mark.django_db

ON = date(2024, 1, 1)
ARREST = date(2021, 1, 1)
VERDICT = date(2021, 7, 1)  # 181 days later
YEAR = 365


def make_held(*, days=4 * YEAR, status="in_custody", tried=VERDICT, until=None, **fields):
    """Somebody held since ARREST for a term of so many days, tried on VERDICT in Russia."""
    entry = fields.pop("entry", None) or make_entry()
    span = {name: fields.pop(name) for name in ("held_from", "held_from_latest") if name in fields}
    make_span(entry=entry, status=status, begins=ARREST, **span)
    return make_term(
        entry=entry,
        **{
            "begins": ARREST,
            "days_least": days,
            "days_most": days,
            "tried_earliest": tried,
            "tried_latest": until or tried,
            "country": "RU",
            "regime": "general",
        }
        | fields,
    )


def expected(on=ON):
    """(earliest, latest) day of the one person who is held."""
    (line,) = [line for line in read_lists(on, shown=9) if line.what == "next"]
    return line.earliest, line.latest


def after(days):
    return ARREST + timedelta(days=days)


def russian_rules(**fields):
    """Article 72 (3.1) of the Criminal Code of the Russian Federation, as of 14 July 2018."""
    for regime, counted in (
        ("strict", "1"),
        ("special", "1"),
        ("prison", "1"),
        ("general", "1.5"),
        ("settlement", "2"),
    ):
        make_served_time_rule(
            country="RU", regime=regime, days_counted=counted, valid_from_on="2018-07-14", **fields
        )


def test_without_a_rule_a_day_counts_as_a_day():
    make_held()

    assert expected() == (after(4 * YEAR), after(4 * YEAR))


@pytest.mark.parametrize(
    ("regime", "fewer"), [("strict", 0), ("prison", 0), ("general", 90.5), ("settlement", 181)]
)
def test_custody_before_the_verdict_counts_as_the_rule_of_the_regime_says(regime, fewer):
    russian_rules()
    make_held(regime=regime)

    days = 4 * YEAR - fewer
    assert expected() == (after(int(days)), after(int(days + 0.5)))


def test_a_rule_of_another_country_holds_for_nobody_here():
    russian_rules()
    make_held(country="BY")

    assert expected() == (after(4 * YEAR), after(4 * YEAR))


def test_days_before_a_rule_was_valid_count_one_by_one():
    make_served_time_rule(country="RU", days_counted="2", valid_from_on="2021-06-21")
    make_held()

    assert expected() == (after(4 * YEAR - 10), after(4 * YEAR - 10))


def test_a_rule_ends_with_its_last_day():
    make_served_time_rule(country="RU", days_counted="2", valid_until_on="2021-01-10")
    make_held()

    assert expected() == (after(4 * YEAR - 10), after(4 * YEAR - 10))


def test_a_rule_that_begins_on_an_uncertain_day_gives_bounds():
    make_served_time_rule(country="RU", days_counted="2", valid_from_on="2021-06")
    make_held()

    assert expected() == (after(4 * YEAR - 30), after(4 * YEAR - 1))


def test_a_regime_that_is_not_known_may_be_any():
    russian_rules()
    make_held(regime="")

    assert expected() == (after(4 * YEAR - 181), after(4 * YEAR))


def test_a_rule_for_every_regime_gives_way_to_one_of_its_own():
    make_served_time_rule(country="RU", days_counted="2")
    make_served_time_rule(country="RU", regime="general", days_counted="1")
    make_held(regime="general")
    make_held(regime="strict", days=4 * YEAR + 300)

    lines = [line for line in read_lists(ON, shown=9) if line.what == "next"]
    assert [(line.earliest - ARREST).days for line in lines] == [
        4 * YEAR,
        4 * YEAR + 300 - 181,
    ]


def test_house_arrest_is_counted_by_its_own_rule_and_not_as_custody():
    make_served_time_rule(country="RU", days_counted="2")
    make_served_time_rule(country="RU", kind="house_arrest", days_counted="0.5")
    term = make_held()
    make_detention(entry=term.entry, began_on="2021-01-01", ended_on="2021-01-21")
    make_detention(
        entry=term.entry, form="house_arrest", began_on="2021-01-21", ended_on="2021-07-01"
    )

    # 20 days of custody count twice, 161 days of house arrest by half.
    days = 4 * YEAR - 20 + 80.5
    assert expected() == (after(int(days)), after(int(days + 0.5)))


def test_partial_dates_of_arrest_and_verdict_give_bounds():
    make_served_time_rule(country="RU", days_counted="2")
    make_held(held_from_latest=ARREST + timedelta(days=9), until=VERDICT + timedelta(days=30))

    assert expected() == (
        after(4 * YEAR - 211),
        after(4 * YEAR + 9 - 172),
    )


def test_who_was_sentenced_before_custody_has_no_days_before_the_sentence():
    make_served_time_rule(country="RU", days_counted="2")
    make_held(tried=date(2020, 5, 1))

    assert expected() == (after(4 * YEAR), after(4 * YEAR))


def test_a_term_is_over_when_its_last_possible_day_has_passed():
    make_held(days=2 * YEAR)
    make_held(days=2 * YEAR, days_most=5 * YEAR)
    make_held(days=2 * YEAR, status="maybe_in_custody")
    make_held()

    assert over(ON) == Figure(1, 3)


def test_on_the_day_itself_a_term_is_not_over():
    make_held(days=(ON - ARREST).days)

    assert over(ON) == Figure(0, 0)


def test_who_may_have_been_released_already_is_not_overdue():
    term = make_held(days=2 * YEAR, status="maybe_in_custody")
    make_detention(
        entry=term.entry, began_on="2021-01-01", ended_on="2023-12~", end_reason="pardon"
    )

    assert over(ON) == Figure(0, 0)


def test_life_and_lengths_that_are_not_known_have_no_day():
    for kind in ("life", "unknown"):
        make_term(entry=make_entry(status="in_custody"), kind=kind, begins=ARREST)
    make_entry(status="in_custody")

    counts = read_counts(ON)

    assert [count for count in counts if count.what == "month"] == []
    assert {(count.kind_least, count.surely) for count in counts if count.what == "held"} == {
        ("life", 1),
        ("unknown", 1),
        (None, 1),
    }


def test_months_are_those_of_the_earliest_and_the_latest_day():
    make_held(days=4 * YEAR, days_most=4 * YEAR + 60)

    (count,) = [count for count in read_counts(ON) if count.what == "month"]

    assert (count.first, count.last, count.surely, count.maybe) == (
        date(2024, 12, 1),
        date(2025, 3, 1),
        1,
        1,
    )


regimes = st.sampled_from(["general", "settlement", "strict", ""])
cases = st.fixed_dictionaries(
    {
        "arrest_later": st.integers(0, 20),
        "trial_after": st.integers(30, 200),
        "trial_later": st.integers(0, 40),
        "days": st.integers(1500, 3000),
        "days_more": st.integers(0, 300),
        "regime": regimes,
        "rule_from": st.sampled_from(["", "2021-02-01", "2021-03"]),
    }
)
COUNTED = {"general": 1.5, "settlement": 2, "strict": 1, "any other": 1}


@settings(
    deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(case=cases)
def test_every_reading_of_a_case_lies_between_the_bounds_and_reaches_them(case):
    tried = ARREST + timedelta(days=case["trial_after"])
    with transaction.atomic():
        for regime in ("general", "settlement", "strict"):
            make_served_time_rule(
                country="RU",
                regime=regime,
                days_counted=str(COUNTED[regime]),
                valid_from_on=case["rule_from"],
            )
        make_held(
            held_from_latest=ARREST + timedelta(days=case["arrest_later"]),
            tried=tried,
            until=tried + timedelta(days=case["trial_later"]),
            days_least=case["days"],
            days_most=case["days"] + case["days_more"],
            regime=case["regime"],
        )
        earliest, latest = expected()
        transaction.set_rollback(True)

    froms = {
        "": [date.min],
        "2021-02-01": [date(2021, 2, 1)],
        "2021-03": [date(2021, 3, 1), date(2021, 3, 31)],
    }[case["rule_from"]]
    ends = [
        arrest + timedelta(days=days) - timedelta(days=(counted - 1) * before)
        for arrest in (ARREST, ARREST + timedelta(days=case["arrest_later"]))
        for verdict in (tried, tried + timedelta(days=case["trial_later"]))
        for days in (case["days"], case["days"] + case["days_more"])
        for counted in ([COUNTED[case["regime"]]] if case["regime"] else COUNTED.values())
        for valid_from in froms
        for before in [max(0, (verdict - max(arrest, valid_from)).days)]
    ]
    assert earliest <= min(ends)
    assert max(ends) <= latest
    # dates without a time round half days: one day is left to that
    assert (min(ends) - earliest).days <= 1
    assert (latest - max(ends)).days <= 1
