"""How likely two people are one: each comparison says its own, and the order of the two does not matter."""

import re

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from core.partial_dates import parse_edtf
from prisoners.duplicates.facts import Facts, StayFacts
from prisoners.duplicates.score import score
from prisoners.duplicates.weights import REVIEW, SAME, WEIGHTS


def person(name="Test Person", **facts):
    for field in ("born", "died"):
        if field in facts:
            facts[field] = parse_edtf(facts[field])
    for field in ("arrests", "sentences"):
        if field in facts:
            facts[field] = tuple(parse_edtf(text) for text in facts[field])
    for field in ("articles", "places", "facilities", "external_ids", "related", "case_numbers"):
        if field in facts:
            facts[field] = frozenset(facts[field])
    return Facts(names=(name,), **facts)


def kinds(a, b):
    return {reason.kind for reason in score(a, b).reasons}


def test_a_name_alone_is_for_a_person_to_look_at():
    value = score(person(), person()).value

    assert REVIEW <= value < SAME


def test_the_same_name_and_birth_is_the_same_person():
    assert score(person(born="1990-05-12"), person(born="1990-05-12")).value >= SAME


def test_namesakes_with_births_apart_are_pushed_down():
    assert score(person(born="1960"), person(born="1990-05-12")).value < 0.01


@pytest.mark.parametrize(
    ("vague", "vaguer"),
    [("1990-05-12", "1990-05"), ("1990-05", "1990"), ("1990", "1990~"), ("1990~", "199X")],
)
def test_the_vaguer_a_birth_the_less_its_agreement_says(vague, vaguer):
    exact = person(born="1990-05-12")

    assert score(exact, person(born=vague)).bits > score(exact, person(born=vaguer)).bits


def test_a_birth_that_is_open_on_one_side_says_nothing():
    assert kinds(person(born="[..1990]"), person(born="1960")) == {"name_same"}


def test_day_and_month_exchanged_is_a_slip_and_no_other_person():
    swapped = score(person(born="1990-05-12"), person(born="1990-12-05"))

    assert "born_swapped" in {reason.kind for reason in swapped.reasons}
    assert swapped.value > score(person(), person()).value


def test_one_wrong_digit_in_a_birth_weighs_little():
    assert "born_near" in kinds(person(born="1990-05-12"), person(born="1990-05-13"))
    assert "born_apart" in kinds(person(born="1990-05-12"), person(born="1991-06-12"))


def test_an_age_may_be_one_year_off():
    assert "born_near" in kinds(person(born="1990"), person(born="1991"))


def test_the_same_id_in_a_list_decides():
    mine = {("test-list", "17")}
    against = {"born": "1990", "sex": "female"}, {"born": "1970", "sex": "male"}
    here, there = (person(external_ids=mine, **facts) for facts in against)

    assert score(here, there).value >= SAME


def test_two_ids_in_one_list_speak_against():
    here, there = (person(external_ids={("test-list", key)}) for key in "12")

    assert score(here, there).value < REVIEW


def test_people_named_as_related_are_two():
    here = person(pk=1, related={2}, born="1990-05-12")

    assert score(here, person(pk=2, born="1990-05-12")).value < 0.01


def test_deaths_on_different_days_speak_against():
    assert score(person(died="2021-05"), person(died="2022")).value < 0.01


def test_nobody_is_arrested_after_death():
    assert "death_before" in kinds(person(died="2021-05"), person(arrests=["2021-06-01"]))
    assert "death_before" not in kinds(person(died="2021-06"), person(arrests=["2021-06-01"]))


def test_of_several_arrests_the_one_that_fits_best_counts():
    twice = person(arrests=["2015-01-01", "2020-08-09"])

    assert kinds(twice, person(arrests=["2020-08"])) == {"name_same", "arrest_same"}


def test_nobody_is_certainly_in_two_facilities_on_one_day():
    def held_in(facility, first, last):
        first, last = parse_edtf(first).earliest, parse_edtf(last).earliest
        return person(stays=(StayFacts(facility, first, last),))

    colony = held_in("colony", "2021-01-01", "2021-03-01")

    assert "facility_elsewhere" in kinds(colony, held_in("prison", "2021-03-01", "2021-04-01"))
    assert kinds(colony, held_in("prison", "2021-03-02", "2021-04-01")) == {"name_same"}


def test_a_rare_name_says_more_than_a_common_one():
    def shared_by(others):
        return person(commonness=(("Test Person", others),))

    bits = [score(shared_by(others), person()).bits for others in (0.0001, 0.02, 5)]

    assert bits == sorted(bits, reverse=True)
    assert len(set(bits)) == 3


def test_a_name_that_is_only_close_needs_a_second_fact():
    close = score(person("Test Pirsin"), person("Test Person"))
    with_birth = score(person("Test Pirsin", born="1990"), person("Test Person", born="1990"))

    assert {reason.kind for reason in close.reasons} == {"name_close"}
    assert close.value < REVIEW <= with_birth.value


def test_the_score_is_the_sum_of_its_reasons():
    found = score(
        person(born="1990", sex="male", articles={"342"}), person(born="1990", sex="male")
    )

    assert found.bits == pytest.approx(sum(reason.bits for reason in found.reasons))


def test_every_reason_is_a_sentence_in_words():
    here, there = person(born="1990-05-12"), person(born="1990-05-12")

    sentences = [str(reason) for reason in score(here, there).reasons]

    assert sentences == [
        "The birth agrees: 12 May 1990 and 12 May 1990.",
        "The names agree: “Test Person” and “Test Person”.",
    ]


# --- any two people -------------------------------------------------------------------------------

EDTF = ["2020-08-09", "2020-09-08", "2020-08-10", "2020-08", "2021", "202X", "[..2021-03]", "2019~"]
some_dates = st.lists(st.sampled_from(EDTF), max_size=2, unique=True)


def words(*choices):
    return st.frozensets(st.sampled_from(choices), max_size=2)


@st.composite
def people(draw, pk):
    facts = {
        "born": draw(st.sampled_from(["", *EDTF])),
        "died": draw(st.sampled_from(["", *EDTF])),
        "arrests": draw(some_dates),
        "sentences": draw(some_dates),
        "articles": draw(words("342", "130", "361-4")),
        "places": draw(words("minsk", "brest")),
        "facilities": draw(words("colony", "prison")),
        "external_ids": draw(st.sampled_from([[], [("a", "1")], [("a", "2"), ("b", "1")]])),
        "related": draw(st.frozensets(st.sampled_from([1, 2]), max_size=1)),
        "sex": draw(st.sampled_from(["male", "female", "unknown"])),
    }
    one = person(draw(st.sampled_from(["Test Person", "Tset Person", "Somebody"])), pk=pk, **facts)
    others = draw(st.sampled_from([(), (("Test Person", 3.0),), (("Test Person", 0.001),)]))
    return Facts(
        **{**one.__dict__, "names": (*one.names, "Тэст Асоба"), "commonness": others},
    )


@trials(max_examples=300, deadline=None)
@given(people(pk=1), people(pk=2))
def test_the_order_of_the_two_does_not_matter(a, b):
    there, back = score(a, b), score(b, a)

    assert there.bits == back.bits
    assert sorted((r.kind, r.bits) for r in there.reasons) == sorted(
        (r.kind, r.bits) for r in back.reasons
    )


@trials(max_examples=100, deadline=None)
@given(people(pk=1), people(pk=2))
def test_no_comparison_says_more_than_its_weight(a, b):
    for reason in score(a, b).reasons:
        assert abs(reason.bits) <= abs(WEIGHTS[reason.kind].bits)


def test_the_weights_are_those_that_the_documentation_states():
    page = (settings.BASE_DIR / "docs" / "duplicates.md").read_text()
    stated = dict(re.findall(r"^\| `(\w+)` \| ([+-][\d.]+) \|", page, re.MULTILINE))

    assert stated == {kind: f"{weight.bits:+g}" for kind, weight in WEIGHTS.items()}
