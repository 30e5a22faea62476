"""Claims and our counts beside them, against the slow counts of reports/tests/slow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.measures.claims import REPORT
from reports.tests.builders import make_claim
from reports.tests.slow import claimed
from reports.tests.slow.claimed import Claimed
from reports.tests.slow.people import bounds
from reports.tests.slow.published import DAYS, drawn
from reports.tests.slow.world import DATES, worlds

pytestmark = pytest.mark.django_db
few = settings(drawn, max_examples=4)
many = settings(drawn, max_examples=300, derandomize=False)
QUALIFIERS = ["exactly", "at_least", "more_than", "at_most", "about", "almost", "unknown"]
EDITIONS = st.integers(0, 2)


def _is_in_order(one):
    as_of, begins = bounds(one.as_of_on)[0], bounds(one.period_start_on)[0]
    return as_of is None or begins is None or begins <= as_of


claims = st.lists(
    st.builds(
        Claimed,
        st.sampled_from(sorted(claimed.EVENTS)),
        st.integers(0, 4),
        st.sampled_from(QUALIFIERS),
        st.sampled_from([*DATES, "2021", "2021-05-02", "[2021-04..]", ""]),
        st.sampled_from(["", "2021-02", "2021-02-20", "2021-03", "2020"]),
    ).filter(_is_in_order),
    min_size=1,
    max_size=8,
    unique=True,
)


def claims_agree(published, stated):
    for number, one in enumerate(stated):
        make_claim(**vars(one), edition_from=published.edition, speaker=f"Test {number}")
    rows = {row["speaker"]: row for row in published.answer(REPORT, measure="all").rows}
    for number, one in enumerate(stated):
        first = bounds(one.as_of_on)[0]
        row = rows.pop(f"Test {number}", None)
        if first and first > published.day:
            assert row is None
            continue
        expected = _expected(published, one)
        assert {way: row[way] for way in expected} == expected
        tried = {way: figure for way, figure in expected.items() if figure}
        meant = "stock" if one.measure == "in_custody" else "cumulative"
        if meant == "cumulative" and tried.get("flow"):
            meant = "flow"
        fitting = {way for way, figure in tried.items() if claimed.fits(one, figure)}
        verdict = "as_meant" if meant in fitting else "otherwise" if fitting else "none"
        assert row["fits"] == (verdict if tried else "not_compared")
    assert not rows


def _expected(published, one):
    days_of = claimed.days_of(one, published.day)
    if days_of is None:
        return dict.fromkeys(("stock", "flow", "cumulative"))
    begins, days = days_of
    people = published.people
    return {
        "stock": claimed.stock(people, one.measure, days),
        "flow": begins and claimed.events(people, one.measure, begins, days),
        "cumulative": claimed.events(people, one.measure, None, days),
    }


@few
@given(worlds(), EDITIONS, DAYS, claims)
def test_claims(publish_world, world, which, day, stated):
    with publish_world(world, which, day) as published:
        claims_agree(published, stated)


@pytest.mark.soak
@many
@given(worlds(), EDITIONS, DAYS, claims)
def test_claims_in_many_worlds(publish_world, world, which, day, stated):
    with publish_world(world, which, day) as published:
        claims_agree(published, stated)
