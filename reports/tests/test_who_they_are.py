"""Who they are: bands of age with bounds, several values of one person, what is not known."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.days import years_before
from register.figures import Figure
from register.models.span import FOREVER, Span
from register.tests.builders import make_detention, make_edition, make_entry
from reports.measures.who_they_are import REPORT
from reports.tests import registers
from reports.tests.builders import ask, held

pytestmark = pytest.mark.django_db
DAY = "2024-12-09"


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": DAY} | query))


def people(name, **query):
    """{code: figure} of one table."""
    table = answer(**query).table(name)
    return {row.cells[name]: row.cells["people"] for row in table.rows}


def prisoner(begins="2021-01-01", born=None, arrested=None, status="in_custody", **fields):
    """Somebody held since 2021; `born` and `arrested` are (earliest, latest)."""
    fields |= {
        f"{name}_{end}": day and date.fromisoformat(day)
        for name, pair in (("born", born), ("arrested", arrested))
        for end, day in zip(("earliest", "latest"), pair or (None, None), strict=True)
    }
    entry = make_entry(**fields)
    held(begins, entry=entry, status=status)
    return entry


def test_held_are_those_of_the_day_and_recorded_everybody():
    prisoner()
    prisoner(status="maybe_in_custody")
    prisoner(status="released")

    assert answer().headlines[0].figure == Figure(1, 2)
    assert answer(of="recorded").headlines[0].figure == Figure(3, 3)


def test_an_age_that_every_reading_puts_in_one_band_is_certain():
    prisoner(born=("2004-03-01", "2004-03-31"), arrested=("2022-03-31", "2022-03-31"))
    prisoner(born=("2004-03-01", "2004-03-31"), arrested=("2022-02-28", "2022-02-28"))

    assert people("age_at_arrest") == {
        "0-17": Figure(1, 1),
        "18-24": Figure(1, 1),
        "total": Figure(2, 2),
    }


def test_a_birthday_in_doubt_is_possible_in_two_bands():
    prisoner(born=("2004-03-01", "2004-03-31"), arrested=("2022-03-30", "2022-03-30"))

    counted = answer().table("age_at_arrest")

    assert [row.cells["people"] for row in counted.rows] == [
        Figure(0, 1),
        Figure(0, 1),
        Figure(1, 1),
    ]
    assert counted.why_not


def test_a_decade_of_birth_reaches_over_bands_of_the_day():
    prisoner(born=("1980-01-01", "1989-12-31"))

    assert people("age") == {
        "25-34": Figure(0, 1),
        "35-44": Figure(0, 1),
        "total": Figure(1, 1),
    }


def test_a_birth_bounded_on_one_side_has_no_oldest_band():
    prisoner(born=(None, "1970-12-31"))

    assert people("age") == {"45-59": Figure(0, 1), "60+": Figure(0, 1), "total": Figure(1, 1)}


def test_an_age_of_which_nothing_is_known_is_a_row_of_its_own():
    prisoner()
    prisoner(born=("1980-01-01", "1980-01-31"))

    assert people("age")["unknown"] == Figure(1, 1)
    assert people("age_at_arrest") == {"unknown": Figure(2, 2), "total": Figure(2, 2)}


@pytest.mark.parametrize("of", ["held", "recorded"])
@pytest.mark.parametrize("first", [None, date(2021, 1, 1)], ids=["open", "known"])
def test_the_arrest_is_the_latest_by_the_day_also_when_there_was_another_since(of, first):
    entry = prisoner(
        born=("2004-01-01", "2004-01-31"),
        arrested=("2024-05-05", "2024-05-05"),
        first_arrested_earliest=first,
    )
    make_detention(entry=entry, began_on="2021-01-01", ended_on="2022-01-01", end_reason="pardon")
    make_detention(entry=entry, began_on="2024-05-05")

    assert set(people("age_at_arrest", on="2021-06-01", of=of)) == {"0-17", "total"}
    assert set(people("age_at_arrest", of=of)) == {"18-24", "total"}


def test_who_was_first_arrested_since_has_no_age_at_arrest_on_the_day():
    arrested = date(2024, 5, 5)
    prisoner(
        born=("2004-01-01", "2004-01-31"),
        arrested=("2024-05-05", "2024-05-05"),
        first_arrested_earliest=arrested,
    )

    assert set(people("age_at_arrest", on="2021-06-01", of="recorded")) == {"unknown", "total"}
    assert set(people("age_at_arrest", on="2024-05-05", of="recorded")) == {"18-24", "total"}


def test_whoever_had_died_has_no_age_on_the_day():
    born = (date(1950, 1, 1), date(1950, 1, 31))
    for died in ("2021-05-05", "2025-01-01"):
        make_entry(
            born_earliest=born[0],
            born_latest=born[1],
            death_class="in_facility",
            died_earliest=date.fromisoformat(died),
            died_latest=date.fromisoformat(died),
        )

    assert people("age", of="recorded") == {
        "60+": Figure(1, 1),
        "died": Figure(1, 1),
        "total": Figure(2, 2),
    }


def test_a_person_with_two_occupations_is_in_two_rows_and_once_in_the_total():
    prisoner(occupations=["journalist", "student"])
    prisoner(occupations=["journalist"])
    prisoner()

    table = answer().table("occupation")

    assert [(row.cells["occupation"], row.cells["people"].at_least) for row in table.rows] == [
        ("journalist", 2),
        ("student", 1),
        ("unknown", 1),
        ("total", 3),
    ]
    assert table.why_not


def test_a_table_that_adds_up_gives_no_reason_why_not():
    prisoner(occupations=["journalist"])

    assert answer().table("occupation").why_not == ""


def test_any_illness_stands_beside_the_rows_of_each():
    prisoner(health=["cancer", "disability"])
    prisoner(status="maybe_in_custody", health=["cancer"])
    prisoner()

    assert people("health") == {
        "any": Figure(1, 2),
        "cancer": Figure(1, 2),
        "disability": Figure(1, 1),
        "unknown": Figure(1, 1),
        "total": Figure(2, 3),
    }


def test_parents_nationalities_and_sexes_have_tables():
    prisoner(sex="female", nationalities=["BY", "PL"], has_minor_children="yes")
    prisoner(sex="unknown", nationalities=[])

    assert people("has_minor_children") == {
        "yes": Figure(1, 1),
        "unknown": Figure(1, 1),
        "total": Figure(2, 2),
    }
    assert set(people("nationality")) == {"BY", "PL", "unknown", "total"}
    assert people("sex") == {"female": Figure(1, 1), "unknown": Figure(1, 1), "total": Figure(2, 2)}


def test_filters_choose_whom_and_leave_their_doubt():
    prisoner(sex="female", born=("2004-12-01", "2004-12-31"))
    prisoner(sex="female", born=("2000-01-01", "2000-01-31"))
    prisoner(sex="male", born=("2000-01-01", "2000-01-31"))

    figure = answer(sex="female", age_from="20").headlines[0].figure

    assert figure == Figure(1, 2)


def test_an_edition_counts_what_was_known_then():
    make_entry(edition_to=2, sex="female")
    make_entry(edition_from=2, sex="male")
    make_edition()
    make_edition()

    sexes = [set(people("sex", of="recorded", known=known)) for known in ("1", "2")]

    assert sexes == [{"female", "total"}, {"male", "total"}]


def test_what_each_person_adds_sums_to_the_first_figure():
    sure, doubtful = prisoner(), prisoner(status="maybe_in_custody")
    prisoner(status="released")
    make_edition()

    counted = REPORT.counted(ask(REPORT, on=DAY))

    assert counted == {sure.public_id: (1, 1), doubtful.public_id: (0, 1)}


def test_nobody_at_all_has_tables_of_nought():
    counted = answer()

    assert [table.rows[-1].cells["people"] for table in counted.tables] == [Figure(0, 0)] * 7
    assert all(len(table.rows) == 1 for table in counted.tables)


def test_a_row_leads_to_the_list_of_those_whom_it_counts(client):
    prisoner(sex="female")
    make_edition()

    page = client.get(f"/en/reports/who-they-are/?on={DAY}&country=BY").content.decode()

    assert f"?on={DAY}&amp;known=1&amp;country=BY&amp;status=in_custody&amp;sex=female" in page


def test_neither_held_nor_recorded_is_refused(client):
    make_edition()

    assert client.get("/en/reports/who-they-are/?of=free").status_code == 400


# --- against a slow count -----------------------------------------------------------------------

days = st.dates(date(1940, 1, 1), date(2008, 12, 31))
bands = [(0, 17), (18, 24), (25, 34), (35, 44), (45, 59), (60, 200)]


@st.composite
def persons(draw):
    born, arrested = draw(st.none() | days), draw(st.dates(date(2019, 1, 1), date(2024, 1, 1)))
    length, doubt = draw(st.sampled_from([0, 30, 400])), draw(st.sampled_from([0, 40]))
    return {
        "born_earliest": born,
        "born_latest": born and date.fromordinal(born.toordinal() + length),
        "arrested_earliest": arrested,
        "arrested_latest": date.fromordinal(arrested.toordinal() + doubt),
        "occupations": draw(st.lists(st.sampled_from(["journalist", "it"]), unique=True)),
        "status": draw(st.sampled_from(["in_custody", "maybe_in_custody", "released"])),
    }


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(persons(), max_size=5))
def test_bands_and_occupations_agree_with_counting_people_one_by_one(register):
    with registers.example():
        for person in register:
            fields = {name: value for name, value in person.items() if name != "status"}
            Span.objects.create(
                entry=make_entry(**fields),
                status=person["status"],
                begins=person["arrested_earliest"],
                ends=date.fromisoformat(FOREVER),
                edition_from=1,
            )
        ages, work = people("age_at_arrest"), people("occupation")

    prisoners = [person for person in register if person["status"] != "released"]
    for least, most in bands:
        code = f"{least}-{most}" if most < 200 else "60+"
        assert ages.get(code, Figure(0, 0)) == slow(
            prisoners, lambda person, band=(least, most): in_band(person, *band)
        )
    for code in ("journalist", "it"):
        assert work.get(code, Figure(0, 0)) == slow(
            prisoners, lambda person, code=code: {code in person["occupations"]}
        )


def slow(prisoners, readings):
    """`readings` gives the set of what may be true of a person."""
    least = sum(p["status"] == "in_custody" and readings(p) == {True} for p in prisoners)
    return Figure(least, sum(True in readings(person) for person in prisoners))


def in_band(person, least, most):
    """Whether the age is in the band, under each reading of birth and arrest."""
    if person["born_earliest"] is None:
        return set()
    readings = set()
    for born in (person["born_earliest"], person["born_latest"]):
        for arrested in (person["arrested_earliest"], person["arrested_latest"]):
            readings.add(age(born, arrested))
    return {least <= one <= most for one in range(min(readings), max(readings) + 1)}


def age(born, day):
    years = 0
    while years_before(day, years + 1) >= born:
        years += 1
    return years
