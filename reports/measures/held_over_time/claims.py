"""Which claims speak of how many are held."""

from reports.claims import Measure, widest
from reports.stock import stock


def held_then(question):
    """How many are held on the day, or on the first and the last day, that a claim speaks of."""
    held = stock(question).on
    return lambda reading: widest([held(reading.as_of_earliest), held(reading.as_of_latest)])


STOCKS = {Measure.IN_CUSTODY: held_then}
