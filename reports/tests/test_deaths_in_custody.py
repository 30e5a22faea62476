"""Deaths by year and class, with bounds where the year or the class is uncertain."""

import pytest

from register.figures import Figure
from register.tests.builders import make_detention, make_edition, make_entry
from reports.measures.deaths_in_custody import REPORT
from reports.tests.builders import ask, make_claim, make_death

pytestmark = pytest.mark.django_db


def deaths(at_least, at_most):
    return Figure(at_least, at_most, "deaths")


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2025-12-31"} | query))


def in_custody(answer):
    return {row["year"]: row["in_custody"] for row in answer.rows}


def test_a_death_counts_in_its_year_and_class():
    make_death(died_on="2021-05-21")
    make_death(died_on="2023-07-11", death_class="in_hospital")

    rows = {row["year"]: row for row in answer().rows}

    assert [rows[year]["in_custody"] for year in (2021, 2022, 2023, "total")] == [
        deaths(1, 1),
        deaths(0, 0),
        deaths(1, 1),
        deaths(2, 2),
    ]
    assert rows[2023]["in_hospital"] == deaths(1, 1)


def test_an_uncertain_year_is_possible_in_both_and_certain_in_the_total():
    make_death(died_on="[2021-12-20..2022-01-10]")

    assert in_custody(answer()) == {
        2021: deaths(0, 1),
        2022: deaths(0, 1),
        "total": deaths(1, 1),
    }


def test_a_death_without_a_date_has_a_row_of_its_own():
    make_death(died_on="")

    assert in_custody(answer()) == {"unknown": deaths(1, 1), "total": deaths(1, 1)}


def test_what_comes_after_the_day_is_not_counted():
    make_death(died_on="2024-10")
    make_death(died_on="2025-05")

    counted = answer(on="2024-10-15")

    assert in_custody(counted) == {2024: deaths(0, 1), "total": deaths(0, 1)}
    assert counted.people[0].total == 1


def test_deaths_outside_prison_are_counted_apart():
    make_death(death_class="in_open_facility")

    counted = answer()

    assert [headline.figure for headline in counted.headlines] == [deaths(0, 0), deaths(1, 1)]


def test_an_unknown_class_is_certain_when_the_death_ended_a_detention():
    entry = make_entry()
    make_detention(entry=entry, ended_on="2021-05-21", end_reason="death")
    make_death(entry=entry, death_class="unknown")
    doubtful = make_death(death_class="unknown")

    counted = answer()

    assert counted.headlines[0].figure == deaths(1, 2)
    assert [person.public_id for person in counted.people[0].first] == [doubtful.entry.public_id]


def test_a_claim_stands_beside_the_deaths_of_its_days():
    make_death(died_on="2021-05-21")
    make_death(died_on="2024-02")
    make_claim(measure="died_in_custody", value=2, period_start_on="2020", as_of_on="2024-02-20")
    make_edition()

    (beside,) = REPORT.claims(ask(REPORT, on="2025-12-31"))

    assert (beside.ours, beside.difference, beside.fits) == (deaths(1, 2), (0, 1), True)


def test_one_query_answers(django_assert_num_queries):
    for _death in range(3):
        make_death()
    make_edition()
    question = ask(REPORT, on="2025-12-31")

    with django_assert_num_queries(1):
        REPORT.answer(question)
