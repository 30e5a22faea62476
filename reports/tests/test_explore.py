"""Cross-tabulation: who is counted, in which group, and what is hidden."""

import csv
import io
from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.asked import NotUnderstood
from register.figures import Figure
from register.tests.builders import (
    make_article,
    make_detention,
    make_edition,
    make_entry,
    make_facility,
)
from reports.answers import HIDDEN
from reports.explore import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held

pytestmark = pytest.mark.django_db
DAY = "2021-06-01"


def table(**query):
    """{group: {column: Figure}} of the answer."""
    answered = REPORT.answer(ask(REPORT, **{"on": DAY} | query))
    (first,) = answered.tables
    return {row.cells["group"]: row.cells for row in first.rows}


def held_person(**fields):
    entry = make_entry(**fields)
    held("2021-01-01", entry=entry)
    return entry


def test_people_are_counted_by_group_and_in_total():
    make_edition()
    for sex in ("female", "male", "male"):
        held_person(sex=sex)

    counted = table(rows="sex")

    assert counted["female"]["all"] == Figure(1, 1)
    assert counted["male"]["all"] == Figure(2, 2)
    assert counted["total"]["all"] == Figure(3, 3)


def test_who_is_maybe_held_is_in_the_upper_bound_only():
    make_edition()
    held("2021-01-01", status="maybe_in_custody", entry=make_entry(sex="female"))

    assert table(rows="sex")["female"]["all"] == Figure(0, 1)


def test_an_age_in_doubt_is_possible_in_both_bands_and_certain_in_neither():
    make_edition()
    held_person(
        born_earliest=date(1995, 6, 2),
        born_latest=date(1997, 6, 1),
        arrested_earliest=date(2021, 1, 1),
        arrested_latest=date(2021, 1, 1),
    )

    counted = table(rows="age_at_arrest")
    by_the_day = table(rows="age")

    assert {group: row["all"] for group, row in counted.items()} == {
        "18-24": Figure(0, 1),
        "25-34": Figure(0, 1),
        "total": Figure(1, 1),
    }
    assert by_the_day["18-24"]["all"] == Figure(0, 1)


def test_the_dead_have_no_age_on_the_day():
    make_edition()
    make_entry(
        born_earliest=date(1950, 1, 1),
        born_latest=date(1950, 1, 1),
        died_earliest=date(2021, 2, 1),
        died_latest=date(2021, 2, 1),
        death_class="in_facility",
    )

    assert table(count="recorded", rows="age")["died"]["all"] == Figure(1, 1)


def test_somebody_in_two_groups_counts_once_in_the_total_and_the_page_says_so():
    make_edition()
    articles = [make_article(), make_article()]
    held_person(articles=[article.pk for article in articles])

    answered = REPORT.answer(ask(REPORT, on=DAY, rows="article"))

    assert [row.cells["all"] for row in answered.tables[0].rows] == [Figure(1, 1)] * 3
    assert answered.tables[0].why_not


def test_what_is_not_known_is_a_group_of_its_own():
    make_edition()
    held_person(facilities=[])
    held_person(facilities=[make_facility().pk])

    assert table(rows="facility")["unknown"]["all"] == Figure(1, 1)


def test_rows_and_columns_cross():
    make_edition()
    held_person(sex="female", regions=["Test Region"])
    held_person(sex="male", regions=["Test Region"])

    counted = table(rows="region", columns="sex")

    assert counted["Test Region"]["sex_female"] == Figure(1, 1)
    assert counted["total"]["sex_male"] == Figure(1, 1)
    assert counted["Test Region"]["all"] == Figure(2, 2)


def test_the_smallest_groups_are_taken_together_where_there_are_too_many():
    make_edition()
    for number in range(70):
        held_person(regions=[f"Test Region {number:02}"])

    counted = table(rows="region")

    assert len(counted) == 61
    assert counted["others"]["all"] == Figure(11, 11)


def test_arrests_and_releases_of_a_period():
    make_edition()
    make_detention(began_on="2021-02", ended_on="2021-03-05", end_reason="pardon")
    make_detention(began_on="2021-02-27~", entry=make_entry(sex="female"))
    make_detention(began_on="2020-02")
    period = {"from_": "2021-02-01", "to": "2021-02-28"}

    arrested = table(count="newly_held", rows="sex", **period)
    released = table(count="released", rows="sex", **period | {"to": "2021-03-31"})

    assert arrested["male"]["all"] == Figure(1, 1)
    assert arrested["female"]["all"] == Figure(0, 1)
    assert released["total"]["all"] == Figure(1, 1)


def test_a_small_number_with_a_withheld_name_is_hidden_and_cannot_be_worked_out():
    make_edition()
    held_person(sex="female", is_withheld=True)
    for sex in ["male"] * 5:
        held_person(sex=sex)

    counted = table(rows="sex")

    assert counted["female"]["all"] is HIDDEN
    assert HIDDEN in (counted["male"]["all"], counted["total"]["all"])


def test_hidden_numbers_are_empty_in_the_csv_and_said_on_the_page(client):
    make_edition()
    held_person(sex="female", is_withheld=True)
    for _person in range(5):
        held_person(sex="male")

    rows = list(
        csv.DictReader(io.StringIO(client.get(f"/reports/explore.csv?on={DAY}").content.decode()))
    )
    page = client.get(f"/en/explore/?on={DAY}").content.decode()

    assert {row["group"]: row["all_at_least"] for row in rows}["female"] == ""
    assert "Hidden are small numbers" in page


def test_the_rows_lead_to_the_people_behind_them(client):
    make_edition()
    held_person(sex="female")

    page = client.get(f"/en/explore/?on={DAY}&country=BY").content.decode()

    assert (
        f"/en/prisoners/?on={DAY}&amp;known=1&amp;country=BY&amp;status=in_custody&amp;sex=female"
        in page
    )


@pytest.mark.parametrize(
    "wrong",
    ["rows=height", "columns=height", "count=everything", "rows=sex&columns=sex", "rows=%00"],
)
def test_what_there_is_no_group_for_is_refused_with_a_sentence(client, wrong):
    make_edition()

    assert client.get(f"/en/explore/?{wrong}").status_code == 400
    assert client.get(f"/reports/explore.csv?{wrong}").status_code == 400


def test_a_refusal_names_what_there_is():
    make_edition()

    with pytest.raises(NotUnderstood, match="sex, age_at_arrest"):
        ask(REPORT, rows="height")


def test_it_has_an_address_of_its_own_and_is_one_of_the_reports(client):
    make_edition()

    assert client.get("/en/explore/?rows=sex").status_code == 200
    assert client.get("/en/reports/explore/?rows=sex").status_code == 200


SEXES = st.lists(st.sampled_from(["female", "male", "unknown"]), min_size=6, max_size=6)
REGIONS = st.lists(
    st.lists(st.sampled_from(["North", "South"]), max_size=2, unique=True), min_size=6, max_size=6
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(registers.people(), SEXES, REGIONS, st.integers(0, registers.DAYS))
def test_every_cell_agrees_with_counting_people_one_by_one(register, sexes, regions, number):
    with registers.example():
        facts = [{"sex": sex, "regions": of} for sex, of in zip(sexes, regions, strict=True)]
        registers.written(register, facts)
        day = registers.day(number).isoformat()
        question = ask(REPORT, on=day, rows="region", columns="sex")
        answered = REPORT.answer(question)
        contributed = REPORT.counted(question).values()

    by_hand = {}
    for reading, statuses in enumerate((["in_custody"], ["in_custody", "maybe_in_custody"])):
        cells = by_hand[reading] = Counter()
        for stretches, sex, of in zip(register, sexes, regions, strict=False):
            if registers.stock([stretches], number, statuses):
                for region in {*(of or ["unknown"]), "total"}:
                    cells[region, f"sex_{sex}"] += 1
                    cells[region, "all"] += 1
    for row in answered.tables[0].rows:
        for column, figure in row.cells.items():
            if column != "group":
                place = row.cells["group"], column
                assert figure == Figure(by_hand[0][place], by_hand[1][place])
    least, most = (sum(one[side] for one in contributed) for side in (0, 1))
    assert answered.headlines[0].figure == Figure(least, most)
