"""The measures of treatment, recognition and flows against the slow counts of reports/tests/slow."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.figures import Figure
from reports.measures.completeness import REPORT as COMPLETENESS
from reports.measures.conditions import REPORT as CONDITIONS
from reports.measures.in_and_out import REPORT as IN_AND_OUT
from reports.measures.recognition import REPORT as RECOGNITION
from reports.measures.silence import REPORT as SILENCE
from reports.tests.slow import figures, flows, recognised, treatment
from reports.tests.slow.published import DAYS, drawn
from reports.tests.slow.world import worlds

pytestmark = pytest.mark.django_db
few = settings(drawn, max_examples=6)
KINDS = ("torture", "incommunicado")
LENGTHS = st.integers(0, 400)


@few
@given(worlds(), st.integers(0, 2), DAYS, LENGTHS, st.sampled_from(["", *KINDS]))
def test_conditions(publish_world, world, which, day, length, kind):
    begins = day - timedelta(days=length)
    asked = {"from_": begins.isoformat(), "to": day.isoformat(), "kind": kind}
    with publish_world(world, which, day) as published:
        answered = published.answer(CONDITIONS, **asked)

    def counted(first, last, kinds):
        return treatment.reports(
            published.people, first, last, lambda condition, _someone: condition[0] in kinds
        )

    kinds = [kind] if kind else KINDS
    people, reports = counted(begins, day, kinds)
    assert [headline.figure for headline in answered.headlines] == [
        people,
        reports,
        counted(day, day, kinds)[1],
    ]
    for row in answered.table("kinds").rows[:-1]:
        cells = row.cells
        assert (cells["people"], cells["reports"]) == counted(begins, day, [cells["kind"]])
    for row in answered.table("years").rows[:-1]:
        year = int(row.cells["years"])
        first, last = max(begins, date(year, 1, 1)), min(day, date(year, 12, 31))
        assert (row.cells["people"], row.cells["reports"]) == counted(first, last, kinds)


@few
@given(worlds(), st.integers(0, 2), DAYS)
def test_recognition(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        answered = published.answer(RECOGNITION)
        organisations = [one.pk for one in published.catalogues["organisations"]]

    for row in answered.table("organisations").rows:
        of = range(2) if row.kind else [organisations.index(row.cells["organisation"])]
        expected = recognised.recognised(published.people, day, of)
        assert {name: row.cells[name] for name in expected} == expected
    by_nobody = next(one.figure for one in answered.headlines if one.name == "by_nobody")
    held = figures.held(published.people, day)
    known = recognised.held_and_by_nobody(published.people, day)
    assert by_nobody == known
    assert by_nobody.at_most <= held.at_most


@few
@given(worlds(), st.integers(0, 2), DAYS, st.integers(0, 60))
def test_silence(publish_world, world, which, day, days):
    with publish_world(world, which, day) as published:
        answered = published.answer(SILENCE, days=str(days))

    by_name = {headline.name: headline.figure for headline in answered.headlines}
    assert by_name["silent"] == treatment.silent(published.people, day, days + 1, 10**7)
    assert by_name["not_known"] == treatment.of_whom_nothing_is_known(published.people, day)
    for row in answered.table("stretches").rows[:5]:
        least, _dash, most = row.cells["days_without_contact"].partition("-")
        expected = treatment.silent(published.people, day, int(least), int(most))
        assert row.cells["people"] == expected


@few
@given(worlds(), st.integers(0, 2), DAYS, LENGTHS)
def test_in_and_out(publish_world, world, which, day, length):
    begins = day - timedelta(days=length)
    with publish_world(world, which, day) as published:
        answered = published.answer(IN_AND_OUT, from_=begins.isoformat(), to=day.isoformat())

    newly, released = (headline.figure for headline in answered.headlines[:2])
    assert newly == flows.newly_held(published.people, begins, day)
    assert released == flows.released(published.people, begins, day)


@few
@given(worlds(), st.integers(0, 2), DAYS)
def test_completeness(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        rows = {row["fact"]: row for row in published.answer(COMPLETENESS).rows}

    anchor = 1  # of whom nothing is known but the name (slow/entered.py)
    known = {
        "sex": lambda one: one.sex != "unknown",
        "occupations": lambda one: bool(one.occupations),
        "health": lambda one: bool(one.health),
        "birth": lambda one: bool(one.born_on),
    }
    for fact, is_known in known.items():
        number = sum(map(is_known, published.people))
        row = rows[fact]
        assert row["exact"] + row["not_exact"] == Figure(number, number)
        unknown = len(published.people) - number + anchor
        assert row["unknown"] == Figure(unknown, unknown)
