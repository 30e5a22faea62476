"""Deaths by year and class, with bounds where the year or the class is uncertain."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import Figure
from register.tests.builders import make_detention, make_edition, make_entry, make_facility
from reports.measures.deaths_in_custody import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held, make_claim, make_death

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

    assert [line.figure for line in counted.headlines[:2]] == [deaths(0, 0), deaths(1, 1)]


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


def test_the_same_queries_answer_however_many_died(django_assert_num_queries):
    for _death in range(3):
        make_death()
    make_edition()
    question = ask(REPORT, on="2025-12-31")

    with django_assert_num_queries(5):
        REPORT.answer(question)


def test_each_facility_has_a_row_and_where_it_is_not_known_another():
    colony = make_facility()
    make_death(facility=colony)
    make_death(facility=colony, death_class="unknown")
    make_death(facility=colony, death_class="after_release")
    make_death()

    rows = [row.cells for row in answer().table("facilities").rows]

    assert [(row["facility"], row["in_custody"], row["outside"]) for row in rows] == [
        (colony.pk, deaths(1, 2), deaths(1, 1)),
        ("unknown", deaths(1, 1), deaths(0, 0)),
        ("total", deaths(2, 3), deaths(1, 1)),
    ]


def test_the_page_names_the_facility_and_the_file_gives_its_number_too(client):
    colony = make_facility(name="=Test Colony")
    make_death(facility=colony)
    make_edition()

    page = client.get("/en/reports/deaths-in-custody/?on=2025-12-31").content.decode()
    file = client.get("/reports/deaths-in-custody.csv?on=2025-12-31&table=facilities")

    assert f'<a href="/en/facilities/{colony.pk}/?on=2025-12-31">=Test Colony</a>' in page
    assert f"\r\n{colony.pk},'=Test Colony,1,1,0,0\r\n" in file.content.decode()


# --- the rate -----------------------------------------------------------------------------------


def rates(**query):
    return {row.cells["period"]: row.cells for row in answer(**query).table("rates").rows}


def test_the_rate_divides_the_deaths_of_the_period_by_its_prisoner_years():
    held("2021-01-01", "2023-01-01")
    held("2022-01-01", "2023-01-01")
    make_death(died_on="2022-05-21")

    whole = rates(from_="2021-01-01", to="2022-12-31")

    assert whole["2021"]["prisoner_years"] == Figure(1.0, 1.0, "prisoner_years")
    assert whole["2022"]["prisoner_years"] == Figure(2.0, 2.0, "prisoner_years")
    assert whole["total"]["deaths"] == deaths(1, 1)
    assert (whole["total"]["rate"].at_least, whole["2021"]["rate"].at_least) == (333.56, 0.0)
    assert (whole["total"]["interval"].at_least, whole["total"]["interval"].at_most) == (
        pytest.approx(0.0253178 * 365.25 / 1095 * 1000, abs=0.006),
        pytest.approx(5.5716434 * 365.25 / 1095 * 1000, abs=0.006),
    )


def test_doubt_in_deaths_and_in_custody_widens_the_rate_both_ways():
    held("2021-01-01", "2022-01-01")
    held("2021-01-01", "2022-01-01", status="maybe_in_custody")
    make_death(died_on="2021-05-21")
    make_death(died_on="2021-05-21", death_class="unknown")

    whole = rates(from_="2021-01-01", to="2021-12-31")["total"]

    assert whole["deaths"] == deaths(1, 2)
    assert (whole["rate"].at_least, whole["rate"].at_most) == (500.34, 2001.37)


def test_a_rate_over_nobody_is_not_given_and_over_the_possible_only_has_no_upper_bound():
    make_death(died_on="2021-05-21")
    assert rates(from_="2021-01-01")["total"]["rate"] is None
    assert len(answer().headlines) == 2

    held("2021-01-01", "2022-01-01", status="maybe_in_custody")
    assert rates(from_="2021-01-01", to="2021-12-31")["total"]["rate"].at_most is None


def test_the_period_begins_with_the_first_custody_unless_asked_for():
    held("2019-03-01")

    assert rates(on="2020-12-31")["total"]["begins"] == "2019-03-01"


def test_the_sentence_to_print_gives_the_rate_with_its_interval():
    held("2021-01-01", "2023-01-01")
    make_death(died_on="2022-05-21")
    make_edition()
    question = ask(REPORT, on="2022-12-31")

    assert REPORT.quote(question, REPORT.answer(question)) == (
        "By 31 December 2022 this register counts 1 death in custody. From 1 January 2021 to "
        "31 December 2022: 500.34 deaths per 1,000 prisoner-years (95 % interval: 12.67–2,787.73)."
    )


def test_what_each_death_adds_sums_to_the_first_figure():
    sure, doubtful = make_death(), make_death(death_class="unknown")
    make_death(death_class="not_in_custody")
    make_edition()

    assert REPORT.counted(ask(REPORT, on="2025-12-31")) == {
        sure.entry.public_id: (1, 1),
        doubtful.entry.public_id: (0, 1),
    }


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(registers.people(), st.integers(0, 300), st.integers(0, 300))
def test_prisoner_years_agree_with_counting_days_one_by_one(register, first, length):
    with registers.example():
        registers.written(register)
        begins, ends = registers.day(first), registers.day(first + length)
        whole = rates(on=ends.isoformat(), from_=begins.isoformat(), to=ends.isoformat())["total"]

    slow = [
        sum(registers.stock(register, first + n, statuses) for n in range(length + 1))
        for statuses in (["in_custody"], ["in_custody", "maybe_in_custody"])
    ]
    figure = whole["prisoner_years"]
    assert [figure.at_least, figure.at_most] == [round(days / 365.25, 1) for days in slow]
