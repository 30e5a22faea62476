"""Which claims speak of how many are held."""

from reports.claims import Measure
from reports.stock import stock


def held_then(question):
    """How many are held on the day that a claim speaks of, whichever of its days that is."""
    held = stock(question)
    return lambda reading: held.between(reading.as_of_earliest, reading.as_of_latest)


STOCKS = {Measure.IN_CUSTODY: held_then}
