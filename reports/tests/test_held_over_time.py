"""Stocks over time against a slow count, and against themselves from one day to another."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prisoners.tests.builders import make_detention, make_prisoner, make_recognition
from register.figures import Figure
from register.models import Entry
from register.publishing import publish
from register.tests.builders import make_edition, make_entry, make_organisation
from reports import stock
from reports.measures.held_over_time import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held, make_claim

pytestmark = pytest.mark.django_db
NOT_GROUPS = ("day", "held", "presumed")
CERTAIN, POSSIBLE = ["in_custody"], ["in_custody", "maybe_in_custody"]
generated = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def test_each_month_counts_who_was_held_on_its_first_day():
    held("2021-01-15", "2021-03-01")
    held("2021-02-01", "2021-02-15", status="maybe_in_custody")
    make_edition()

    rows = REPORT.answer(ask(REPORT, on="2021-03-10")).rows

    assert [(row["day"].isoformat(), row["held"]) for row in rows] == [
        ("2021-02-01", Figure(1, 2)),
        ("2021-03-01", Figure(0, 0)),
        ("2021-03-10", Figure(0, 0)),
    ]


def test_published_people_are_divided_as_their_records_say():
    people = [make_prisoner(sex=sex) for sex in ("female", "male", "male")]
    places = (("BY", "Test Region 1"), ("LT", "Test Region 2"), ("BY", "Test Region 2"))
    for person, (country, region) in zip(people, places, strict=True):
        make_detention(prisoner=person, country=country, region=region)
    recogniser = make_recognition(prisoner=people[2]).organisation
    reviewer = get_user_model().objects.create_user("reviewer")
    publish([person.public_id for person in people], by=reviewer)

    def groups(by):
        cells = REPORT.answer(ask(REPORT, on="2021-01-01", by=by)).rows[-1]
        return {name: held.at_most for name, held in cells.items() if name not in NOT_GROUPS}

    assert groups("sex") == {"sex_female": 1, "sex_male": 2}
    assert groups("country") == {"country_BY": 2, "country_LT": 1}
    assert groups("region") == {"region_Test Region 1": 1, "region_Test Region 2": 2}
    assert groups("recogniser") == {f"recogniser_{recogniser.pk}": 1, "unknown": 2}


def test_people_are_divided_again_when_one_was_erased_meanwhile(monkeypatch):
    held("2021-01-15")
    make_edition()
    answers = iter([Entry.objects.none(), Entry.objects.all()])
    entries = SimpleNamespace(filter=lambda **asked: next(answers).filter(**asked))
    monkeypatch.setattr(stock, "Entry", SimpleNamespace(objects=entries))

    rows = REPORT.answer(ask(REPORT, on="2021-03-10", by="sex")).rows

    assert rows[-1]["sex_male"] == Figure(1, 1)


def test_it_says_on_each_day_how_many_rest_on_presumption():
    held("2021-01-15", "2021-06-01", presumed_from="2021-02-10")
    make_edition()

    rows = REPORT.answer(ask(REPORT, on="2021-06-01")).rows

    assert [row["presumed"] for row in rows] == [0, 1, 1, 1, 0]


def test_a_century_has_one_row_for_each_year():
    held("1939-02-01", "1943-06-01")
    make_edition()

    rows = REPORT.answer(ask(REPORT, on="2021-03-10")).rows

    assert rows[0]["day"] == date(1940, 1, 1)
    assert len(rows) == 2021 - 1940 + 2


def test_the_number_of_queries_is_the_same_for_one_month_and_for_years(django_assert_num_queries):
    held("2010-01-15")
    make_edition()
    question = ask(REPORT, on="2019-03-10")

    with django_assert_num_queries(7):
        REPORT.answer(question)


@generated
@given(registers.people(), st.integers(0, registers.DAYS))
def test_every_row_agrees_with_counting_people_one_by_one(register, last):
    with registers.example():
        registers.written(register)
        rows = REPORT.answer(ask(REPORT, on=registers.day(last).isoformat())).rows

    for row in rows:
        number = (row["day"] - registers.START).days
        assert row["held"] == Figure(
            registers.stock(register, number, CERTAIN),
            registers.stock(register, number, POSSIBLE),
        )


def test_a_claim_stands_beside_our_count_of_its_days():
    held("2021-01-15")
    held("2021-02-20")
    make_claim(measure="in_custody", value=2, as_of_on="2021-02")
    make_claim(measure="in_custody", value=700, as_of_on="2021-02-25")
    make_edition()

    exact, month = REPORT.claims(ask(REPORT, on="2021-06-01"))

    assert (month.ours, month.difference, month.fits) == (Figure(1, 2), (0, 1), True)
    assert (exact.ours, exact.difference, exact.fits) == (Figure(2, 2), (698, 698), False)


def test_a_claim_that_is_newer_than_the_day_is_not_shown():
    make_claim(measure="in_custody", as_of_on="2021-07")
    make_entry(status="in_custody")
    make_edition()

    assert REPORT.claims(ask(REPORT, on="2021-06-30")) == []


# --- steps and groups ---------------------------------------------------------------------------


def table(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **query)).tables[0]


def last_row(**query):
    """{name of the column: figure} of the groups on the last day."""
    found = table(**query)
    return {column.name: found.rows[-1].cells[column.name] for column in found.columns[3:]}


@pytest.mark.parametrize(
    ("step", "days"),
    [
        ("day", ["2021-01-30", "2021-01-31", "2021-02-01", "2021-02-02"]),
        ("month", ["2021-02-01", "2021-02-02"]),
        ("year", ["2021-02-02"]),
    ],
)
def test_a_row_stands_for_each_step(step, days):
    rows = table(on="2021-02-02", from_="2021-01-30", step=step).rows

    assert [row.cells["day"].isoformat() for row in rows] == days


def test_twenty_five_years_of_days_take_as_many_queries_as_one_month(django_assert_num_queries):
    held("2000-01-01", "2010-05-05")
    make_edition()
    question = ask(REPORT, on="2024-12-31", from_="2000-01-01", step="day")

    with django_assert_num_queries(7):
        rows = REPORT.answer(question).rows

    assert len(rows) == 9132
    assert sum(row["held"].at_least for row in rows) == (date(2010, 5, 5) - date(2000, 1, 1)).days


def test_the_page_shows_the_first_rows_and_the_file_all_of_them(client):
    held("2000-01-01")
    make_edition()
    query = "?on=2024-12-31&from=2000-01-01&step=day"

    page = client.get(f"/en/reports/held-over-time/{query}")
    file = client.get(f"/reports/held-over-time.csv{query}").content

    assert "The first 400 rows of 9,132" in page.content.decode()
    assert len(page.content) < 100_000
    assert file.count(b"\r\n") == 9133
    assert len(client.get(f"/en/reports/held-over-time.svg{query}").content) < 40_000


@pytest.mark.parametrize(
    "query", ["step=week", "by=age", "by=%00", "step=day&from=1900-01-01", "by=sex&by_=1"]
)
def test_what_cannot_be_divided_is_refused(client, query):
    held("1900-01-01")
    make_edition()

    assert client.get(f"/en/reports/held-over-time/?on=2024-12-31&{query}").status_code == 400


def test_a_column_stands_for_each_sex():
    held("2021-01-01", entry=make_entry(sex="female"))
    held("2021-01-01", entry=make_entry(sex="male"), status="maybe_in_custody")
    held("2021-01-01", entry=make_entry(sex="unknown"))

    assert last_row(on="2021-02-02", by="sex") == {
        "sex_female": Figure(1, 1),
        "sex_male": Figure(0, 1),
        "unknown": Figure(1, 1),
    }


def test_whoever_was_detained_in_two_countries_is_in_both_columns_and_the_table_says_so():
    held("2021-01-01", entry=make_entry(countries=["BY", "RU"]))
    held("2021-01-01", entry=make_entry(countries=["BY"]))
    held("2021-01-01", entry=make_entry(countries=[]))

    found = table(on="2021-02-02", by="country")

    assert {c.name: found.rows[-1].cells[c.name].at_least for c in found.columns[3:]} == {
        "country_BY": 2,
        "country_RU": 1,
        "unknown": 1,
    }
    assert found.why_not


def test_after_six_regions_come_the_others_each_person_once():
    for number in range(8):
        for _person in range(8 - number):
            held("2021-01-01", entry=make_entry(regions=[f"Test Region {number}"]))
    held("2021-01-01", entry=make_entry(regions=["Test Region 6", "Test Region 7"]))

    groups = last_row(on="2021-02-02", by="region")

    assert list(groups) == [f"region_Test Region {number}" for number in range(6)] + ["others"]
    assert groups["others"] == Figure(4, 4)


def test_a_recogniser_has_the_name_of_today(client):
    organisation = make_organisation(name="Test Watch")
    held("2021-01-01", entry=make_entry(recognised_by=[organisation.pk]))
    held("2021-01-01", entry=make_entry())
    make_edition()
    query = "?on=2021-02-02&by=recogniser"

    page = client.get(f"/en/reports/held-over-time/{query}").content.decode()
    file = client.get(f"/reports/held-over-time.csv{query}").content.decode()

    assert '<th scope="col" class="number">Test Watch</th>' in page
    assert '<th scope="col" class="number">recognised by none</th>' in page
    assert f",recogniser_{organisation.pk}_at_least," in file


def test_filters_and_groups_go_together():
    held("2021-01-01", entry=make_entry(sex="female", born_latest=date(1990, 1, 31)))
    held("2021-01-01", entry=make_entry(sex="male", born_latest=date(1990, 1, 31)))
    held("2021-01-01", entry=make_entry(sex="male"))

    assert last_row(on="2021-02-02", by="sex", age_from="20") == {
        "sex_female": Figure(1, 1),
        "sex_male": Figure(1, 1),
    }


def test_what_each_person_adds_sums_to_the_first_figure():
    sure, doubtful = make_entry(), make_entry()
    held("2021-01-01", entry=sure)
    held("2021-01-01", entry=doubtful, status="maybe_in_custody")
    held("2021-01-01", "2021-01-05")
    make_edition()

    assert REPORT.counted(ask(REPORT, on="2021-02-02", to="2021-01-31")) == {
        sure.public_id: (1, 1),
        doubtful.public_id: (0, 1),
    }


@generated
@given(registers.people(), st.data())
def test_groups_agree_with_counting_people_one_by_one(register, data):
    sexes = [data.draw(st.sampled_from(["female", "male", "unknown"])) for _person in register]
    with registers.example():
        registers.written(register, [{"sex": sex} for sex in sexes])
        found = table(on=registers.day(registers.DAYS).isoformat(), by="sex", step="month")

    for row in found.rows:
        number = (row.cells["day"] - registers.START).days
        for sex in {column.name for column in found.columns[3:]}:
            group = [
                person
                for person, its_sex in zip(register, sexes, strict=True)
                if its_sex == sex.removeprefix("sex_")
            ]
            assert row.cells[sex] == Figure(
                registers.stock(group, number, CERTAIN), registers.stock(group, number, POSSIBLE)
            )
