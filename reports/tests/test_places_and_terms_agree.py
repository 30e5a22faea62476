"""Places, courts, articles and ends of terms against the slow counts of reports/tests/slow."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from register.figures import Figure
from reports.measures.charges import REPORT as CHARGES
from reports.measures.courts_and_officials import REPORT as COURTS
from reports.measures.expected_releases import REPORT as EXPECTED
from reports.measures.facilities import REPORT as FACILITIES
from reports.tests.slow import charges, figures, places, treatment, verdicts
from reports.tests.slow.published import DAYS, drawn
from reports.tests.slow.terms import ends_of_terms
from reports.tests.slow.world import worlds

pytestmark = pytest.mark.django_db
few = settings(drawn, max_examples=4)
many = settings(drawn, max_examples=400, derandomize=False)
EDITIONS = st.integers(0, 2)
LATER = DAYS | st.dates(date(2022, 3, 1), date(2025, 12, 31))


def facilities_agree(published):
    of = [None, *(facility.pk for facility in published.catalogues["facilities"])]
    rows = {row["facility"]: row for row in published.answer(FACILITIES).rows}
    people, day = published.people, published.day
    nobody = {"held": Figure(0, 0), "deaths": Figure(0, 0, "deaths")}
    nobody["conditions"] = Figure(0, 0, "reports")
    for place in (0, 1, None):
        row = rows.get(of[0 if place is None else place + 1] or "unknown", nobody)

        def is_there(condition, someone, place=place):
            return places.place_of(someone, condition[3]) == place

        assert row["deaths"] == figures.died_in_custody(
            [
                one
                for one in people
                if one.death and places.place_of(one, one.death.facility) == place
            ],
            day,
        )
        assert row["conditions"] == treatment.reports(people, None, day, is_there)[1]
        if place is not None:
            assert row["held"] == places.held_there(people, day, place)
    assert rows["unknown"]["held"] == places.held_nobody_knows_where(people, day, (0, 1))


def courts_and_judges_agree(published):
    answered = published.answer(COURTS)
    named = verdicts.judges_named(published.accepted)

    def judge(someone, case):
        if someone.is_withheld or case.judge is None:
            return "unknown"
        return case.judge if case.judge in named else "not named"

    def court(_someone, case):
        return "unknown" if case.court is None else case.court

    for name, of_case in (("court", court), ("judge", judge)):
        known = published.catalogues[f"{name}s"]
        rows = {row.cells[name]: row.cells for row in answered.table(f"{name}s").rows}
        for place in (0, 1, "unknown", "not named"):

            def is_meant(someone, case, place=place, of_case=of_case):
                return of_case(someone, case) == place

            asked = published.people, published.day, is_meant
            row = rows.pop(known[place].pk if isinstance(place, int) else place, {})
            assert row.get("verdicts", Figure(0, 0, "verdicts")) == verdicts.verdicts(*asked)
            assert row.get("median_years") == verdicts.median_years(*asked)
        assert not rows


def articles_and_their_sets_agree(published):
    answered = published.answer(CHARGES)
    people, day = published.people, published.day
    place_of = {article.pk: place for place, article in enumerate(published.catalogues["articles"])}
    rows = {
        place_of.get(row.cells["article"]): row.cells for row in answered.table("articles").rows
    }
    for place in place_of.values():
        for name, statuses in charges.GROUPS.items():
            expected = charges.charged(people, day, place, statuses)
            assert rows.get(place, {}).get(name, Figure(0, 0)) == expected
    for row in answered.table("sets").rows:
        if not row.kind:
            articles = [place_of[article] for article in row.cells["articles"]]
            assert row.cells["people"] == charges.charged_with(people, day, articles)


def ends_of_terms_agree(published):
    answered = published.answer(EXPECTED)
    ends, day = ends_of_terms(published.people, published.day), published.day
    by_name = {headline.name: headline.figure for headline in answered.headlines}
    assert by_name["people"] == Figure(sum(one.is_sure for one in ends), len(ends))
    assert by_name["passed"] == Figure(
        sum(one.is_sure and one.may_be_over and one.latest < day for one in ends),
        sum(one.may_be_over for one in ends),
    )
    shown = [person.cells for people in answered.people for person in people.first]
    listed = sorted((cells["ends_earliest"], cells["ends_latest"]) for cells in shown)
    assert listed == sorted(
        (one.earliest, one.latest) for one in ends if one.may_be_over or one.earliest >= day
    )
    for row in answered.table("months").rows:
        month = row.cells["month"]
        if "-" in month:
            spans = [(f"{one.earliest:%Y-%m}", f"{one.latest:%Y-%m}", one) for one in ends]
            assert row.cells["people"] == Figure(
                sum(one.is_sure and first == last == month for first, last, one in spans),
                sum(first <= month <= last for first, last, _one in spans),
            )


def all_agree(published):
    facilities_agree(published)
    courts_and_judges_agree(published)
    articles_and_their_sets_agree(published)
    ends_of_terms_agree(published)


@few
@given(worlds(), EDITIONS, LATER)
def test_places_courts_articles_and_terms(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        all_agree(published)


@pytest.mark.soak
@many
@given(worlds(), EDITIONS, LATER)
def test_places_courts_articles_and_terms_in_many_worlds(publish_world, world, which, day):
    with publish_world(world, which, day) as published:
        all_agree(published)
