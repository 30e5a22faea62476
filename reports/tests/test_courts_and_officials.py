"""Verdicts by court and judge: counts, terms, and who may be named."""

import pytest

from register.tests.builders import (
    make_citation,
    make_court,
    make_edition,
    make_entry,
    make_official,
    make_verdict,
)
from reports.measures.courts_and_officials import REPORT
from reports.tests.builders import ask

pytestmark = pytest.mark.django_db


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2024-12-31"} | query))


def pair(figure):
    return (figure.at_least, figure.at_most) if figure else None


def rows(counted, name, column="verdicts"):
    key = name.removesuffix("s")
    return {row.cells[key]: pair(row.cells[column]) for row in counted.table(name).rows}


def to_prison(years, **fields):
    days = int(years * 365.25 + 0.5)
    return make_verdict(**{"prison": "term", "prison_days": days} | fields)


def test_verdicts_of_any_instance_count_for_their_court():
    court = make_court()
    entry = make_entry()
    to_prison(8, entry=entry, court=court)
    make_verdict(entry=entry, court=court, instance="appeal", outcome="acquitted")
    make_verdict()

    counted = answer()

    assert rows(counted, "courts") == {court.pk: (2, 2), "unknown": (1, 1)}
    assert rows(counted, "courts", "to_prison") == {court.pk: (1, 1), "unknown": (0, 0)}
    assert [pair(line.figure) for line in counted.headlines] == [(3, 3), (1, 1), (8, 8)]


def test_a_verdict_that_may_be_later_than_the_day_is_possible():
    court = make_court()
    for decided_on in ("2024-12~", "", "2025-03-01"):
        to_prison(3, court=court, decided_on=decided_on)

    assert rows(answer(), "courts") == {court.pk: (0, 2)}


def test_the_median_term_of_a_court_has_the_bounds_of_what_is_possible():
    court = make_court()
    for years, decided_on in ((2, "2021-01-01"), (6, "2021-01-01"), (10, "")):
        to_prison(years, court=court, decided_on=decided_on)

    assert rows(answer(), "courts", "median_years") == {court.pk: (2, 6)}


def test_life_and_lengths_not_known_are_to_prison_and_have_no_term():
    court = make_court()
    make_verdict(court=court, prison="life")
    make_verdict(court=court, prison="unknown")

    counted = answer()

    assert rows(counted, "courts", "to_prison") == {court.pk: (2, 2)}
    assert rows(counted, "courts", "median_years") == {court.pk: None}


def test_a_judge_is_named_where_a_public_source_stands_behind_a_verdict():
    sourced, of_record, of_court, nobody = (make_official() for _judge in range(4))
    verdict = to_prison(3, judge=sourced)
    make_citation(public_id=verdict.entry.public_id, row=verdict.code, field="judge")
    make_citation(public_id=to_prison(3, judge=of_record).entry.public_id)
    other = to_prison(3, judge=of_court)
    make_citation(public_id=other.entry.public_id, row=other.code, field="court")
    to_prison(3, judge=nobody)
    to_prison(3)

    assert rows(answer(), "judges") == {
        sourced.pk: (1, 1),
        of_record.pk: (1, 1),
        "not named": (2, 2),
        "unknown": (1, 1),
    }


def test_a_source_that_contradicts_names_nobody():
    verdict = to_prison(3, judge=make_official())
    make_citation(
        public_id=verdict.entry.public_id, row=verdict.code, field="judge", stance="contradicts"
    )

    assert rows(answer(), "judges") == {"not named": (1, 1)}


def test_the_name_of_a_judge_without_a_source_is_on_no_page(client):
    make_edition()
    to_prison(3, judge=make_official(name="Test Hidden Judge"))

    page = client.get("/en/reports/courts-and-officials/").content.decode()

    assert "Test Hidden Judge" not in page
    assert "judges without a public source, not named" in page


def test_courts_and_judges_lead_to_their_pages_where_a_reply_stands(client):
    make_edition()
    court, judge = make_court(), make_official(reply="Test reply")
    verdict = to_prison(3, court=court, judge=judge)
    make_citation(public_id=verdict.entry.public_id, row=verdict.code)

    page = client.get("/en/reports/courts-and-officials/?on=2024-12-31").content.decode()

    assert f'href="/en/courts/{court.pk}/' in page
    assert f'href="/en/officials/{judge.pk}/' in page
    assert "replied: see the page" in page


def test_filters_and_editions_choose_whose_verdicts_count():
    court = make_court()
    to_prison(3, court=court, entry=make_entry(sex="female"))
    to_prison(5, court=court, entry=make_entry(status="maybe_in_custody"))
    to_prison(7, court=court, entry=make_entry(edition_from=1, edition_to=2))
    make_edition(number=1)
    make_edition(number=2)

    assert rows(answer(sex="female"), "courts") == {court.pk: (1, 1)}
    assert rows(answer(status="in_custody"), "courts") == {court.pk: (0, 1)}
    assert rows(answer(known="1"), "courts") == {court.pk: (3, 3)}
    assert rows(answer(), "courts") == {court.pk: (2, 2)}


def test_what_each_record_adds_sums_to_the_first_figure():
    entry = make_entry()
    to_prison(3, entry=entry)
    to_prison(3, entry=entry, decided_on="")
    to_prison(3, decided_on="2024-12~")
    make_edition()
    question = ask(REPORT, on="2024-12-31")

    added = REPORT.counted(question)

    assert added[entry.public_id] == (1, 2)
    assert pair(REPORT.answer(question).headlines[0].figure) == tuple(
        map(sum, zip(*added.values(), strict=True))
    )


def test_nobody_at_all():
    assert rows(answer(), "courts") == rows(answer(), "judges") == {}
