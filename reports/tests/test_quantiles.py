"""Medians and quartiles with bounds, against every way to choose values and members."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.quantiles import Values


def slowly(values, number):
    """The smallest value that at least `number` quarters do not exceed."""
    values = sorted(values)
    return next(v for n, v in enumerate(values, 1) if 4 * n >= number * len(values))


members = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 3), st.booleans()), min_size=1, max_size=5
)


@settings(deadline=None, max_examples=150)
@given(members=members, number=st.sampled_from([1, 2, 3]))
def test_the_bounds_are_the_smallest_and_the_largest_over_every_reading(members, number):
    values = Values()
    for least, more, is_sure in members:
        values.add(least, least + more, surely=int(is_sure), maybe=int(not is_sure))

    readings = [
        slowly([value for value in chosen if value], number)
        for chosen in product(
            *(
                [*range(least, least + more + 1), *([] if is_sure else [None])]
                for least, more, is_sure in members
            )
        )
        if any(chosen)
    ]

    assert values.quartile(number) == (min(readings), max(readings))


def test_nobody_has_no_quartile():
    assert Values().quartile(2) is None
