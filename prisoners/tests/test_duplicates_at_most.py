"""The most that two people can have in common, known from one of them: who cannot be the same is left out by it."""

from itertools import product

import pytest

from core.partial_dates import parse_edtf
from names.likeness import alike
from prisoners.duplicates import bounds, comparing, weights
from prisoners.duplicates.facts import Facts
from prisoners.duplicates.score import score

DATES = [None, *map(parse_edtf, ("1939-05-06", "1939-06-05", "1939-05", "1939", "193X", "1939~"))]
SETS = {
    "articles": "342",
    "case_numbers": "007",
    "places": "minsk",
    "regions": "minsk region",
    "facilities": "colony 2",
    "external_ids": ("a-list", "7"),
}


def without_names(a, b):
    return sum(
        each.bits for compare in comparing.COMPARISONS[1:] for each in compare(a, b)
    )  # the first compares names


@pytest.mark.parametrize("of", ["born", "died", "arrests", "sentences"])
def test_no_pair_of_dates_says_more(of):
    for one, other in product(DATES, DATES):
        a, b = (
            Facts(**{of: each if of in ("born", "died") else (each,) if each else ()})
            for each in (one, other)
        )

        assert without_names(a, b) <= bounds.most_without_names(a), (one, other)


def test_nothing_else_says_more():
    whole = {name: frozenset([value]) for name, value in SETS.items()} | {"sex": "male"}
    people = [Facts(), Facts(**whole), *(Facts(**{name: value}) for name, value in whole.items())]

    for a, b in product(people, people):
        assert without_names(a, b) <= bounds.most_without_names(a)


def test_names_that_are_less_alike_never_reach_the_bound_of_review():
    names = "Josep Garcia Marti", "Josep Garcia Martí", "Jusep Garsia Martin", "Josep Garcia Puig"
    for one, other, days in product(names, names, DATES):
        a = Facts(names=(one,), sex="male", sentences=(days,) if days else ())
        b = Facts(names=(other,), sex="male", sentences=(days,) if days else ())
        least = bounds.least_likeness(bounds.most_without_names(a))
        likeness = max(alike(one, other).score, alike(other, one).score)

        assert likeness >= least or score(a, b).value < weights.REVIEW


@pytest.mark.parametrize(
    ("bits", "least"),
    [
        (0, weights.SAME_NAME),
        (1, weights.CLOSE_NAME),
        (9, weights.PARTLY_NAME),
        (30, 0.0),
        (-6, float("inf")),
    ],
)
def test_the_more_is_known_the_less_alike_names_have_to_be(bits, least):
    assert bounds.least_likeness(bits) == least
