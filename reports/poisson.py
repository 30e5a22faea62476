"""The exact 95 % interval of a count of rare events (Garwood, Biometrika 28, 1936).

Between its ends lie the means under which a count as small, or as large, as the one seen has a
chance of at least 2.5 %. Tables print the same numbers as quantiles of chi-squared.
"""

from functools import lru_cache
from math import exp, lgamma, log, sqrt

TAIL = 0.025
NOTHING = 1e-18
NEAR = 1e-12  # of the count: so near is near enough


@lru_cache(1_000)
def lowest_mean(count):
    """The lower end for a count of events; 0 where nothing was counted."""
    if not count:
        return 0.0
    return _mean_where(lambda mean: 1 - chance_of_at_most(count - 1, mean) - TAIL, count)


@lru_cache(1_000)
def highest_mean(count):
    """The upper end."""
    return _mean_where(lambda mean: TAIL - chance_of_at_most(count, mean), count)


def chance_of_at_most(count, mean):
    """The chance of `count` events or fewer where `mean` are expected."""
    if count < 0:
        return 0.0
    if mean == 0:
        return 1.0
    likeliest = min(count, int(mean))
    parts = 1.0  # of its chance: each number less and each number more, while it adds anything
    for step, numbers in ((-1, range(likeliest, 0, -1)), (1, range(likeliest + 1, count + 1))):
        part = 1.0
        for number in numbers:
            part *= number / mean if step < 0 else mean / number
            parts += part
            if part < NOTHING:
                break
    return exp(likeliest * log(mean) - mean - lgamma(likeliest + 1)) * parts


def _mean_where(is_past, count):
    """The mean at which a rising function of it passes zero; twenty deviations are far enough."""
    least, most = 0.0, count + 20 * sqrt(count + 1)
    while most - least > NEAR * (count + 1):
        middle = (least + most) / 2
        least, most = (least, middle) if is_past(middle) > 0 else (middle, most)
    return (least + most) / 2
