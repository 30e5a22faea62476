"""People held on the day by facility; one who may be in either of two places is possible in both."""

from django.db.models import Count

from register.figures import Figure
from register.models import Presence
from reports.custody import rows_of

NOT_KNOWN = "unknown"
SURE, MAYBE = Presence.Reading.SURE, Presence.Reading.MAYBE


def held_by_facility(question, everybody):
    """{facility: Figure of the people held there}; NOT_KNOWN for those of whom no place is known.

    `everybody` is the Figure of all who are held on the day.
    """
    maybe = _present(question, question.possible_entries)
    sure = maybe if not question.whom.leaves_doubt else _present(question, question.certain_entries)
    places = {place for reading, place in maybe if reading == MAYBE and place is not None}
    held = {place: Figure(sure.get((SURE, place), 0), maybe[MAYBE, place]) for place in places}
    held[NOT_KNOWN] = Figure(
        everybody.at_least - sure.get((MAYBE, None), 0),
        everybody.at_most - maybe.get((SURE, None), 0),
    )
    return held


def _present(question, entries):
    """{(reading, facility): people there on the day} of some entries; facility None: in any."""
    there = rows_of(Presence, question, entries).filter(
        begins__lte=question.on, ends__gt=question.on
    )
    rows = there.values_list("reading", "facility").annotate(people=Count("*")).order_by()
    return {(reading, facility): people for reading, facility, people in rows}
