"""Where people are held on a day, told from each stay and from those after it."""

from register.figures import Figure
from reports.tests.slow.people import bounds, status

CUSTODY = ("in_custody", "maybe_in_custody")


def held_there(people, day, facility):
    """People held in a facility: surely while no end and no move may have come, maybe until all have."""
    surely = maybe = 0
    for someone in people:
        now = status(someone, day)
        surely += now == "in_custody" and _is_there(someone, day, [facility], _surely_in)
        maybe += now in CUSTODY and _is_there(someone, day, [facility], _maybe_in)
    return Figure(surely, maybe)


def held_nobody_knows_where(people, day, facilities):
    """People held of whom no facility is known on the day."""
    surely = maybe = 0
    for someone in people:
        now = status(someone, day)
        surely += now == "in_custody" and not _is_there(someone, day, facilities, _maybe_in)
        maybe += now in CUSTODY and not _is_there(someone, day, facilities, _surely_in)
    return Figure(surely, maybe)


def place_of(someone, facility):
    """The facility that the register tells; of withheld people none."""
    return None if someone.is_withheld else facility


def _is_there(someone, day, facilities, is_in):
    return any(
        place_of(someone, stay.facility) in facilities and is_in(someone, held, stay, day)
        for held in someone.detentions
        for stay in held.stays
    )


def _surely_in(someone, held, stay, day):
    _earliest, arrived = bounds(stay.began_on, someone)
    if arrived is None or day < arrived:
        return False
    ends = [bounds(text, someone)[0] for text in (stay.ended_on, held.ended_on) if text]
    ends += [earliest for earliest, _latest in _moves(someone, held, stay)]
    return all(end is not None and day < end for end in ends)


def _maybe_in(someone, held, stay, day):
    arrived, _latest = bounds(stay.began_on, someone)
    if arrived is not None and day < arrived:
        return False
    ends = [bounds(text, someone)[1] for text in (stay.ended_on, held.ended_on) if text]
    ends += [latest for _earliest, latest in _moves(someone, held, stay)]
    return all(end is None or day < end for end in ends)


def _moves(someone, held, stay):
    """Arrivals elsewhere in the same detention that come after this one."""
    arrived, _latest = bounds(stay.began_on, someone)
    arrivals = [
        bounds(later.began_on, someone) for later in held.stays if later.facility != stay.facility
    ]
    return [
        (first, last)
        for first, last in arrivals
        if None not in (first, arrived) and first > arrived
    ]
