"""Exact intervals of small counts against printed tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.poisson import chance_of_at_most, highest_mean, lowest_mean


def interval(count):
    return lowest_mean(count), highest_mean(count)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Pearson and Hartley, Biometrika Tables for Statisticians I, table 40 (Garwood 1936).
    [
        (0, 0.0, 3.689), (1, 0.0253, 5.572), (2, 0.242, 7.225), (3, 0.619, 8.767),
        (5, 1.623, 11.668), (9, 4.115, 17.085), (10, 4.795, 18.390), (20, 12.217, 30.888),
        (50, 37.111, 65.919), (100, 81.364, 121.627),
    ],
)  # fmt: skip
def test_the_ends_are_those_of_the_printed_table(count, low, high):
    assert interval(count) == pytest.approx((low, high), abs=0.0011)


def test_what_is_outside_has_a_chance_of_one_in_forty_on_each_side():
    low, high = interval(7)

    assert 1 - chance_of_at_most(6, low) == pytest.approx(0.025)
    assert chance_of_at_most(7, high) == pytest.approx(0.025)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 500))
def test_the_count_lies_between_the_ends_and_more_events_move_both_up(count):
    low, high = interval(count)
    next_low, next_high = interval(count + 1)

    assert low <= count <= high
    assert low < next_low
    assert high < next_high
