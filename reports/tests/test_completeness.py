"""How much is known: exactly, not exactly, not at all; and from how many sources."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import Figure, exactly
from register.tests.builders import make_citation, make_edition, make_entry, make_source
from reports.measures.completeness import REPORT
from reports.tests import registers
from reports.tests.builders import ask

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 1)


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2024-12-31"} | query))


def fact(code, **query):
    """(applies, exact, not exact, unknown) of one fact."""
    row = next(row for row in answer(**query).rows if row["fact"] == code)
    return tuple(row[name] for name in ("applies", "exact", "not_exact", "unknown"))


def numbers(*counts):
    return tuple(exactly(count) for count in counts)


def test_a_date_is_exact_partial_or_unknown():
    make_entry(arrested_earliest=DAY, arrested_latest=DAY)
    make_entry(arrested_earliest=DAY, arrested_latest=DAY + timedelta(days=1))
    make_entry(arrested_latest=DAY)
    make_entry()

    assert fact("arrest") == numbers(4, 1, 2, 1)


def test_a_birth_is_exact_to_the_month():
    make_entry(born_earliest=date(1990, 1, 1), born_latest=date(1990, 1, 31))
    make_entry(born_earliest=date(1990, 1, 1), born_latest=date(1990, 12, 31))

    assert fact("birth") == numbers(2, 1, 1, 0)


def test_what_is_recorded_as_unknown_is_not_known():
    make_entry(sex="unknown", occupations=["unknown"], nationalities=[])
    make_entry(sex="female", occupations=["student"], nationalities=["BY"])

    for code in ("sex", "occupations", "nationalities"):
        assert fact(code) == numbers(2, 1, 0, 1)


def test_an_imprisonment_of_unknown_length_is_known_and_not_exact():
    make_entry(sentence_kinds=["imprisonment"], sentence_days=1000)
    make_entry(sentence_kinds=["imprisonment"])
    make_entry(sentence_kinds=["fine"])
    make_entry()

    assert fact("sentence") == numbers(4, 2, 1, 1)


def test_facts_about_a_death_apply_to_the_dead():
    make_entry(death_class="in_facility", died_earliest=DAY, died_latest=DAY)
    make_entry(death_class="unknown")
    make_entry()

    assert fact("death") == numbers(2, 1, 0, 1)
    assert fact("death_class") == numbers(2, 1, 0, 1)


def test_people_stand_by_the_number_of_their_sources():
    one, two, _none = make_entry(), make_entry(), make_entry()
    make_entry(is_withheld=True)
    source = make_source()
    for entry, its in ((one, source), (one, source), (two, source), (two, make_source())):
        make_citation(public_id=entry.public_id, source=its, stated_value=str(entry.pk))

    table = answer().table("sources")

    assert {row.cells["sources"]: row.cells["people"] for row in table.rows} == {
        "none": exactly(1),
        "one": exactly(1),
        "several": exactly(1),
        "withheld": exactly(1),
        "total": exactly(4),
    }


def test_who_only_may_fit_the_filters_widens_the_bounds_and_the_shares():
    surely = {"born_earliest": date(2000, 1, 1), "born_latest": date(2000, 1, 31)}
    maybe = {"born_earliest": date(1990, 1, 1), "born_latest": date(2010, 1, 31)}
    make_entry(arrested_earliest=DAY, arrested_latest=DAY, **surely)
    make_entry(**surely)
    make_entry(arrested_earliest=DAY, arrested_latest=DAY, **maybe)
    make_entry(**maybe)

    counted = answer(age_from="18", age_to="30")

    row = next(row for row in counted.rows if row["fact"] == "arrest")
    assert (row["applies"], row["exact"]) == (Figure(2, 4), Figure(1, 2))
    assert row["share_exact"] == Figure(33.3, 66.7, "percent")


def test_another_edition_knew_less():
    make_entry(public_id="RC-1Z0001", edition_from=1, edition_to=2)
    make_entry(public_id="RC-1Z0001", edition_from=2, arrested_earliest=DAY, arrested_latest=DAY)
    make_edition()
    make_edition()

    assert fact("arrest") == numbers(1, 1, 0, 0)
    assert fact("arrest", known="1") == numbers(1, 0, 0, 1)


def test_nobody_has_no_shares():
    assert {row["share_known"] for row in answer().rows} == {None}


SEXES = st.sampled_from(["male", "female", "unknown"])
DAYS = st.none() | st.dates(date(2020, 1, 1), date(2021, 1, 1))


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(SEXES, DAYS, st.integers(0, 2)), max_size=6))
def test_each_fact_agrees_with_counting_one_by_one(people):
    with registers.example():
        for sex, day, doubt in people:
            latest = day and day + timedelta(days=doubt)
            make_entry(sex=sex, arrested_earliest=day, arrested_latest=latest)
        counted = REPORT.answer(ask(REPORT, on="2024-12-31"))
        records = REPORT.counted(ask(REPORT, on="2024-12-31"))

    rows = {row["fact"]: row for row in counted.rows}
    assert rows["sex"]["unknown"] == exactly(sum(sex == "unknown" for sex, _day, _doubt in people))
    exact = sum(day is not None and doubt == 0 for _sex, day, doubt in people)
    partial = sum(day is not None and doubt > 0 for _sex, day, doubt in people)
    assert (rows["arrest"]["exact"], rows["arrest"]["not_exact"]) == numbers(exact, partial)
    assert set(records.values()) <= {(1, 1)}
    assert counted.headlines[0].figure == exactly(len(records)) == exactly(len(people))
