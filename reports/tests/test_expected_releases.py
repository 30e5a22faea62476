"""The report on expected releases: months, the alarm, and what is counted apart."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.tests.builders import (
    make_edition,
    make_entry,
    make_served_time_rule,
    make_source,
    make_span,
    make_term,
)
from reports.measures.expected_releases import REPORT
from reports.tests.builders import ask
from reports.tests.registers import example

pytestmark = pytest.mark.django_db

ARREST = date(2021, 1, 1)
ON = date(2024, 1, 15)


def make_held(ends, latest=None, *, status="in_custody", kind_least="term", term=(), **entry):
    """Somebody held whose term ends on a day, or between two."""
    entry = make_entry(**entry)
    make_span(entry=entry, status=status, begins=ARREST)
    days = [(day - ARREST).days for day in (ends, latest or ends)]
    return make_term(
        entry=entry,
        begins=ARREST,
        kind_least=kind_least,
        days_least=days[0],
        days_most=days[1],
        **dict(term),
    )


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": ON.isoformat()} | query))


def pair(figure):
    return figure.at_least, figure.at_most


def rows(counted, name, column):
    return {
        row.cells[column]: pair(row.cells["people"])
        for row in counted.table(name).rows
        if row.cells["people"].at_most
    }


def test_people_stand_in_the_month_in_which_their_term_ends():
    make_held(date(2024, 2, 10))
    make_held(date(2024, 2, 20), date(2024, 3, 2))
    make_held(date(2029, 2, 20))
    make_held(date(2023, 12, 1))

    counted = answer()

    assert rows(counted, "months", "month") == {
        "passed": (1, 1),
        "2024-02": (1, 2),
        "2024-03": (0, 1),
        "later": (1, 1),
        "total": (4, 4),
    }
    assert counted.tables[0].why_not


def test_the_alarm_counts_those_whose_day_has_passed():
    make_held(date(2024, 1, 14))
    make_held(date(2024, 1, 15))
    make_held(date(2024, 1, 10), date(2024, 1, 20))
    make_held(date(2023, 1, 1), status="maybe_in_custody")

    counted = answer()

    assert pair(counted.headlines[1].figure) == (1, 3)
    assert [people.total for people in counted.people] == [3, 1]


def test_the_arithmetic_stands_beside_each_person():
    make_served_time_rule(country="RU", days_counted="1.5")
    tried = dict.fromkeys(("tried_earliest", "tried_latest"), date(2021, 1, 21))
    make_held(date(2024, 6, 1), term=tried | {"country": "RU"})

    (person,) = answer().people[1].first

    days = (date(2024, 6, 1) - ARREST).days
    assert {name: value for name, value in person.cells.items() if "days" not in name} == {
        "held_from_earliest": ARREST,
        "held_from_latest": ARREST,
        "ends_earliest": date(2024, 5, 22),
        "ends_latest": date(2024, 5, 22),
    }
    assert pair(person.cells["term_days"]) == (days, days)
    assert pair(person.cells["credit_days"]) == (10, 10)


def test_who_is_held_without_a_term_that_ends_is_counted_apart():
    make_term(kind="life", entry=make_entry(status="in_custody"))
    make_term(kind="unknown", entry=make_entry(status="in_custody"))
    make_entry(status="in_custody")
    make_entry(status="released")
    make_held(date(2024, 6, 1), kind_least="")

    assert rows(answer(), "sentences", "sentence") == {
        "term": (0, 1),
        "life": (1, 1),
        "unknown": (1, 1),
        "none": (1, 2),
        "total": (4, 4),
    }


def test_the_page_names_the_rules_and_says_what_holds_without_one(client):
    make_edition()
    make_held(date(2024, 6, 1))
    source = make_source(title="Test Code of Law")
    make_served_time_rule(country="RU", regime="settlement", days_counted="2", source=source)

    page = client.get("/en/reports/expected-releases/?on=2024-01-15").content.decode()

    assert "Test Code of Law" in page
    assert "Colony settlement" in page
    assert "where no rule is recorded" in page


def test_filters_and_editions_choose_who_is_counted():
    make_held(date(2024, 6, 1), sex="female")
    make_held(date(2024, 6, 1), sex="male")
    make_held(date(2024, 6, 1), status="maybe_in_custody")

    assert pair(answer(sex="female").headlines[0].figure) == (1, 1)
    assert pair(answer(status="in_custody").headlines[0].figure) == (2, 3)


def test_a_day_before_the_arrest_has_nobody():
    make_held(date(2024, 6, 1))

    assert rows(answer(on="2020-12-31"), "sentences", "sentence") == {}


held = st.lists(
    st.tuples(
        st.integers(-200, 1500),
        st.sampled_from([0, 0, 20, 90]),
        st.sampled_from(["in_custody", "in_custody", "maybe_in_custody"]),
        st.booleans(),
    ),
    max_size=6,
)


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=held)
def test_every_figure_is_that_of_a_slow_count(found):
    slow, everybody, over = {}, [0, 0], [0, 0]
    for days, more, status, is_sentenced in found:
        ends = [ON + timedelta(days=days + n) for n in range(more + 1)]
        is_sure = status == "in_custody" and is_sentenced
        everybody = [everybody[0] + is_sure, everybody[1] + 1]
        over = [over[0] + (is_sure and ends[-1] < ON), over[1] + (ends[0] < ON)]
        months = {_month(day) for day in ends}
        for month in months:
            least, most = slow.get(month, (0, 0))
            slow[month] = least + (is_sure and len(months) == 1), most + 1
    if found:
        slow["total"] = tuple(everybody)

    with example():
        for days, more, status, is_sentenced in found:
            make_held(
                ON + timedelta(days=days),
                ON + timedelta(days=days + more),
                status=status,
                kind_least="term" if is_sentenced else "",
            )
        question = ask(REPORT, on=ON.isoformat())
        counted = REPORT.answer(question)
        added = [sum(each) for each in zip(*REPORT.counted(question).values(), strict=True)]

    assert rows(counted, "months", "month") == slow
    assert pair(counted.headlines[0].figure) == tuple(added or (0, 0)) == tuple(everybody)
    assert pair(counted.headlines[1].figure) == tuple(over)


def _month(day):
    number = (day.year - ON.year) * 12 + day.month - ON.month
    if number < 0:
        return "passed"
    return "later" if number >= 36 else f"{day:%Y-%m}"
