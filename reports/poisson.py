"""The exact 95 % interval of a count of rare events (Garwood, Biometrika 28, 1936).

Between its ends lie the means under which a count as small, or as large, as the one seen has a
chance of at least 2.5 %. Tables print the same numbers as quantiles of chi-squared.
"""

from math import exp, lgamma, log, sqrt

TAIL = 0.025
NOTHING = 1e-18
STEPS = 60  # each halves the stretch in which the end lies


def interval(count):
    """(low, high) for a count of events; low is 0 where nothing was counted."""
    low = _mean_where(lambda mean: 1 - chance_of_at_most(count - 1, mean) - TAIL, count)
    high = _mean_where(lambda mean: TAIL - chance_of_at_most(count, mean), count)
    return (low if count else 0.0, high)


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
    for _step in range(STEPS):
        middle = (least + most) / 2
        least, most = (least, middle) if is_past(middle) > 0 else (middle, most)
    return (least + most) / 2
