"""Which claims speak of deaths in custody."""

from reports.claims import Measure
from reports.measures.deaths_in_custody.deaths import between, deaths_of


def deaths_between(question):
    """A function that counts deaths in custody from one day (None: ever) to another."""
    return between(deaths_of(question))


EVENTS = {Measure.DIED_IN_CUSTODY: deaths_between}
