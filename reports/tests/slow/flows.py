"""Detentions that began and ended in a period."""

from register.figures import Figure
from reports.tests.slow.people import bounds, custody, possible_begin


def newly_held(people, begins, ends):
    """Detentions begun; one without any date possibly on the day of the first source."""
    surely = maybe = 0
    for someone in people:
        for held in custody(someone):
            first, last = possible_begin(someone, held), bounds(held.began_on, someone)[1]
            if not held.began_on:
                maybe += begins <= first <= ends
                continue
            maybe += first <= ends and (last is None or last >= begins)
            surely += begins <= first and last is not None and last <= ends
    return Figure(surely, maybe, "detentions")


def released(people, begins, ends):
    """Detentions that ended, in this small world always in a release."""
    surely = maybe = 0
    for someone in people:
        for held in custody(someone):
            if not held.ended_on:
                continue
            first, last = bounds(held.ended_on, someone)
            # Nothing ends before it can begin.
            first = first or bounds(held.began_on, someone)[0]
            maybe += (first is None or first <= ends) and (last is None or last >= begins)
            surely += bool(first and last and begins <= first and last <= ends)
    return Figure(surely, maybe, "detentions")
