"""Every measure against the slow counts of reports/tests/slow, on worlds published the way staff do."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.figures import Figure
from reports.explore import REPORT as EXPLORE
from reports.measures.balance_sheet import REPORT as BALANCE_SHEET
from reports.measures.deaths_in_custody import REPORT as DEATHS
from reports.measures.held_over_time import REPORT as HELD_OVER_TIME
from reports.measures.sentences import REPORT as SENTENCES
from reports.measures.situation_today import REPORT as SITUATION
from reports.measures.who_they_are import REPORT as WHO_THEY_ARE
from reports.tests.slow import figures
from reports.tests.slow.people import status
from reports.tests.slow.published import DAYS, drawn
from reports.tests.slow.world import worlds

pytestmark = pytest.mark.django_db
NOBODY = Figure(0, 0)


@drawn
@given(worlds(), st.integers(0, 2), DAYS)
def test_the_situation(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        rows = published.answer(SITUATION).tables[0].rows

    cells = {(row.cells["status"], row.cells["of_whom"]): row.cells["people"] for row in rows}
    assert cells["in_custody", ""] == figures.held(published.people, day)
    for sex in ("female", "male", "unknown"):
        of_sex = figures.held(published.people, day, lambda one, sex=sex: one.sex == sex)
        assert cells.get(("in_custody", sex), NOBODY) == of_sex
    for elsewhere in ("released", "restricted", "died", "died_in_custody"):
        surely = sum(status(one, day) == elsewhere for one in published.people)
        assert cells.get((elsewhere, ""), NOBODY).at_least == surely


@drawn
@given(worlds(), st.integers(0, 2))
def test_held_over_time(publish_world, world, which):
    with publish_world(world, which, date(2022, 3, 1)) as published:
        rows = published.answer(HELD_OVER_TIME, from_="2021-01-10").rows

    for row in rows:
        assert row["held"] == figures.held(published.people, row["day"])


@drawn
@given(worlds(), st.integers(0, 2), DAYS)
def test_explore_by_region_and_sex(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        rows = published.answer(EXPLORE, rows="region", columns="sex").tables[0].rows

    for row in rows:
        for column, shown in row.cells.items():
            if column == "group" or not hasattr(shown, "at_least"):
                continue

            def fits(someone, row=row, column=column):
                regions = {held.region for held in someone.detentions} - {""} or {"unknown"}
                return row.cells["group"] in {*regions, "total"} and (
                    column in ("all", f"sex_{someone.sex}")
                )

            assert shown == figures.held(published.people, day, fits)


@drawn
@given(worlds(), st.integers(0, 2), DAYS)
def test_who_they_are(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        answered = published.answer(WHO_THEY_ARE)

    read = {
        "sex": lambda one: {one.sex},
        "health": lambda one: set(one.health) or {"unknown"},
        "occupation": lambda one: set(one.occupations) or {"unknown"},
    }
    for name, codes in read.items():
        for row in answered.table(name).rows:
            code = row.cells[name]

            def fits(one, code=code, codes=codes):
                return code in {*codes(one), "total"} or (code == "any" and bool(one.health))

            assert row.cells["people"] == figures.held(published.people, day, fits), (name, code)


@drawn
@given(worlds(), st.integers(0, 2), DAYS, st.integers(0, 60))
def test_the_balance_sheet(publish_world, world, which, day, length):
    begins = day - timedelta(days=length)
    with publish_world(world, which, day) as published:
        answered = published.answer(BALANCE_SHEET, from_=begins.isoformat(), to=day.isoformat())

    assert not answered.refusal
    closing, opening = (headline.figure for headline in answered.headlines[:2])
    assert closing == figures.held(published.people, day)
    assert opening == figures.held(published.people, begins - timedelta(days=1))


@drawn
@given(worlds(), st.integers(0, 2), DAYS)
def test_deaths(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        total = published.answer(DEATHS).headlines[0].figure

    assert total == figures.died_in_custody(published.people, day)


@drawn
@given(worlds(), st.integers(0, 2), DAYS)
def test_sentences(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        sentences = published.answer(SENTENCES)

    assert sentences.headlines[0].figure == figures.sentenced(published.people, day)
    for row in sentences.table("sentences").rows:
        least, dash, most = row.cells["sentence"].partition("-")
        if dash:
            years = range(int(least), int(most))
            assert row.cells["people"] == figures.sentenced(published.people, day, years)
