"""Sentences: bands, quartiles and parts served, each with bounds."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.figures import Figure
from register.tests.builders import (
    make_article,
    make_charge,
    make_court,
    make_detention,
    make_edition,
    make_entry,
    make_organisation,
    make_term,
    make_verdict,
)
from reports.measures.sentences import REPORT
from reports.tests.builders import ask
from reports.tests.registers import example

pytestmark = pytest.mark.django_db


def answer(**query):
    make_edition()
    return REPORT.answer(ask(REPORT, **{"on": "2024-12-31"} | query))


def people(at_least, at_most):
    return Figure(at_least, at_most)


def bands(answer):
    """The rows with anybody in them."""
    return {
        row["sentence"]: (row["people"].at_least, row["people"].at_most)
        for row in answer.rows
        if row["people"].at_most
    }


def quartiles(answer):
    return [
        (line.figure.at_least, line.figure.at_most)
        for line in answer.headlines
        if line.figure.unit == "years"
    ]


def groups(answer, by):
    return {
        row.cells[by]: (row.cells["people"].at_least, row.cells["people"].at_most)
        for row in answer.table("groups").rows
    }


def test_people_stand_in_the_band_of_their_sentence():
    for years in (0.5, 1, 4.99, 5, 25):
        make_term(years)

    assert bands(answer()) == {
        "0-1": (1, 1),
        "1-2": (1, 1),
        "3-5": (1, 1),
        "5-8": (1, 1),
        "20": (1, 1),
        "total": (5, 5),
    }


def test_life_death_and_an_unknown_length_stand_apart():
    for kind in ("life", "death", "unknown"):
        make_term(kind=kind)

    counted = answer()

    assert bands(counted) == {"life": (1, 1), "death": (1, 1), "unknown": (1, 1), "total": (3, 3)}
    assert quartiles(counted) == []


def test_a_sentence_in_two_bands_is_certain_in_neither_and_in_the_sum():
    make_term(4, 9)

    counted = answer()

    assert bands(counted) == {"3-5": (0, 1), "5-8": (0, 1), "8-10": (0, 1), "total": (1, 1)}
    assert counted.tables[0].why_not
    assert counted.people[0].total == 1


def test_a_sentence_that_may_not_have_been_pronounced_is_possible():
    make_term(4, kind_least="")

    counted = answer()

    assert bands(counted) == {"3-5": (0, 1), "total": (0, 1)}
    assert counted.headlines[0].figure == people(0, 1)


def test_a_sentence_pronounced_after_the_day_does_not_count():
    make_term(begins=date(2025, 1, 1))

    assert bands(answer()) == {}


def test_quartiles_are_terms_that_were_pronounced_in_years():
    for years in (1, 2, 3, 14.75):
        make_term(years)

    assert quartiles(answer()) == [(2, 2), (1, 1), (3, 3)]


def test_the_median_has_the_bounds_of_the_terms():
    make_term(2)
    make_term(4, 6)
    make_term(8)
    make_term(10, kind_least="")

    assert quartiles(answer())[0] == (4, 6)


def test_first_sentences_are_asked_for_by_their_basis():
    entry = make_entry()
    make_term(10, entry=entry, basis="first")
    make_term(8, entry=entry)

    assert [quartiles(answer(basis=basis))[0] for basis in ("in_force", "first")] == [
        (8, 8),
        (10, 10),
    ]


def test_groups_have_their_own_quartiles():
    make_term(2, entry=make_entry(sex="female"))
    make_term(9, entry=make_entry(sex="male"))

    counted = answer(by="sex")

    rows = [row.cells for row in counted.table("groups").rows]
    assert {row["sex"]: row["median_years"].at_least for row in rows} == {"female": 2, "male": 9}


def test_people_stand_in_each_of_their_articles_and_the_table_says_so():
    one, other = make_article(), make_article()
    entry = make_entry()
    for article in (one, other, other):
        make_charge(entry=entry, article=article)
    make_term(entry=entry)
    make_term()

    counted = answer(by="article")

    assert groups(counted, "article") == {one.pk: (1, 1), other.pk: (1, 1), "unknown": (1, 1)}
    assert counted.table("groups").why_not


def test_a_court_counts_once_its_verdict_was_pronounced():
    court, later, maybe = make_court(), make_court(), make_court()
    entry = make_term().entry
    make_verdict(entry=entry, court=court, decided_on="2021-03-01", prison="term")
    make_verdict(entry=entry, court=later, decided_on="2025-03-01", prison="term")
    make_verdict(entry=entry, court=maybe, decided_on="[2024-12-01..2025-01-15]", prison="term")

    assert groups(answer(by="court"), "court") == {court.pk: (1, 1), maybe.pk: (0, 1)}


def test_the_year_of_a_verdict_may_be_uncertain_or_unknown():
    for decided_on in ("2021-03", "[2022-12-20..2023-01-10]", ""):
        make_verdict(entry=make_term().entry, decided_on=decided_on, prison="term")

    assert groups(answer(by="year"), "year") == {
        2021: (1, 1),
        2022: (0, 1),
        2023: (0, 1),
        "unknown": (1, 1),
    }


def served(counted):
    return {
        row.cells["served"]: (row.cells["releases"].at_least, row.cells["releases"].at_most)
        for row in counted.table("served").rows
        if row.cells["releases"].at_most
    }


def release(began, ended, *, years=4, reason="pardon", **fields):
    entry = make_term(years, **fields).entry
    make_detention(entry=entry, began_on=began, ended_on=ended, end_reason=reason)


def test_the_part_served_runs_from_arrest_to_release():
    release("2021-01-01", "2023-01-01")
    release("2021-01-01", "2025-01-01")
    release("2020-01-01", "2024-06-01")

    counted = answer()

    assert served(counted) == {"25-50": (1, 1), "100": (1, 1), "total": (2, 2)}
    assert counted.headlines[-1].figure == Figure(49, 49, "percent")


def test_partial_dates_and_bounds_of_the_sentence_make_the_part_uncertain():
    release("2021", "2023-01-01", years=3)

    assert served(answer()) == {"25-50": (0, 1), "50-75": (0, 1), "total": (1, 1)}


def test_who_died_or_escaped_was_not_released():
    release("2021-01-01", "2023-01-01", reason="death")
    release("2021-01-01", "2023-01-01", reason="escape")

    assert served(answer()) == {}


def test_a_release_before_the_sentence_served_none_of_it():
    release("2020-01-01", "2020-02-01")

    assert served(answer()) == {}


def test_a_release_without_the_date_of_arrest_is_counted_apart():
    release("", "2023-01-01")

    assert served(answer()) == {"unknown": (1, 1), "total": (1, 1)}


def test_the_question_is_asked_of_an_edition():
    entry = make_entry(edition_from=1, edition_to=2)
    make_term(3, entry=entry, edition_to=2)
    newer = make_entry(public_id=entry.public_id, edition_from=2)
    make_term(9, entry=newer, edition_from=2)
    make_edition(number=1)
    make_edition(number=2)

    assert quartiles(REPORT.answer(ask(REPORT, on="2024-12-31", known="1")))[0] == (3, 3)
    assert quartiles(REPORT.answer(ask(REPORT, on="2024-12-31")))[0] == (9, 9)


def test_filters_choose_who_is_counted_and_an_uncertain_fit_is_possible():
    organisation = make_organisation()
    make_term(3, entry=make_entry(recognised_by=[organisation.pk]))
    make_term(5)
    make_term(7, entry=make_entry(status="maybe_in_custody"))

    assert bands(answer(scope="recognised"))["total"] == (1, 1)
    assert bands(answer(status="in_custody"))["total"] == (0, 1)


def test_what_each_record_adds_sums_to_the_first_figure():
    make_term(3)
    make_term(3, kind_least="")
    make_term(kind="life")
    make_edition()
    question = ask(REPORT, on="2024-12-31")

    added = list(REPORT.counted(question).values())

    figure = REPORT.answer(question).headlines[0].figure
    assert (figure.at_least, figure.at_most) == tuple(map(sum, zip(*added, strict=True)))


def test_nobody_at_all():
    assert bands(answer(by="court")) == {}


people_sentenced = st.lists(
    st.tuples(
        st.sampled_from([0.5, 1, 2, 3, 5, 9, 20]),
        st.sampled_from([0, 0, 1, 4]),
        st.booleans(),
        st.sampled_from(["term", "term", "life", "unknown"]),
    ),
    max_size=7,
)


@settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=people_sentenced)
def test_bands_are_those_of_a_slow_count(found):
    edges = [0, 1, 2, 3, 5, 8, 10, 15, 20, 1000]
    slow = {}

    def add(band, surely):
        least, most = slow.get(band, (0, 0))
        slow[band] = least + surely, most + 1

    for years, more, is_sure, kind in found:
        inside = [
            f"{low}-{high}" if high < 1000 else str(low)
            for low, high in zip(edges, edges[1:], strict=False)
            if years < high and years + more >= low
        ]
        for band in inside if kind == "term" else [kind]:
            add(band, is_sure and (kind != "term" or len(inside) == 1))
        add("total", is_sure)

    with example():
        for years, more, is_sure, kind in found:
            extra = {} if is_sure else {"kind_least": ""}
            make_term(years, years + more, kind=kind, **extra)
        assert bands(answer()) == slow
