"""What is known of one person bounds what a comparison with anybody can come to.

Whoever looks for one among very many has not to look up what is known of those who cannot be the same.
"""

import math

from prisoners.duplicates.comparing import bits_of_days, is_bounded
from prisoners.duplicates.weights import (
    CLOSE_NAME,
    DAYS_OF_ARRESTS,
    DAYS_OF_BIRTHS,
    PARTLY_NAME,
    REVIEW,
    SAME_NAME,
    WEIGHTS,
)

ROUNDED = 1e-6  # of the sum of bits
BITS = {kind: weight.bits for kind, weight in WEIGHTS.items()}


def most_without_names(a):
    """The most bits that all comparisons but that of names can give for `a`, whoever the other is."""
    return (
        BITS["external_id_same"] * bool(a.external_ids)
        + BITS["sex_same"] * bool(a.sex)
        + _most_of_dates("born_same", [a.born], DAYS_OF_BIRTHS)
        + _most_of_dates("arrest_same", a.arrests, DAYS_OF_ARRESTS)
        + _most_of_dates("sentence_same", a.sentences, DAYS_OF_ARRESTS)
        + _most_of_dates("death_same", [a.died], DAYS_OF_ARRESTS)
        + BITS["article_same"] * bool(a.articles)
        + BITS["case_same"] * bool(a.case_numbers)
        + max(BITS["place_same"] * bool(a.places), BITS["region_same"] * bool(a.regions))
        + BITS["facility_same"] * bool(a.facilities)
    )


def _most_of_dates(kind, dates, spread):
    """Of an agreement with an exact day, or of the weaker agreement of two that were swapped or near."""
    others = [bits for name, bits in BITS.items() if name.startswith(kind[:-4])]
    weaker = max([bits for bits in others if bits < BITS[kind]], default=0)
    return max(
        (
            max(bits_of_days(kind, spread, (date.latest - date.earliest).days + 2), weaker, 0)
            for date in dates
            if is_bounded(date)
        ),
        default=0,
    )


def least_likeness(bits):
    """The likeness of names from which on two people may be one, where all else gives so many bits."""
    for least, most in (
        (0.0, BITS["name_differs"]),
        (PARTLY_NAME, BITS["name_partly"]),
        (CLOSE_NAME, BITS["name_close"]),
        (SAME_NAME, BITS["name_same"] + BITS["name_rare"]),
    ):
        if bits + most >= math.log2(REVIEW / (1 - REVIEW)) - ROUNDED:
            return least
    return math.inf
