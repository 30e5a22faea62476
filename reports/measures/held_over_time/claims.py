"""Which claims speak of how many are held."""

from reports.claims import Measure, widest
from reports.measures.held_over_time.answer import held_on


def held_then(question):
    """How many are held on the day, or on the first and the last day, that a claim speaks of."""
    held = held_on(question)
    return lambda reading: widest([held(reading.as_of_earliest), held(reading.as_of_latest)])


STOCKS = {Measure.IN_CUSTODY: held_then}
