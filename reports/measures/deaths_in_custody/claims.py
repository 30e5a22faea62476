"""Which claims speak of deaths in custody."""

from reports.claims import Measure
from reports.measures.deaths_in_custody.answer import deaths_between

EVENTS = {Measure.DIED_IN_CUSTODY: deaths_between}
