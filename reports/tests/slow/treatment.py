"""How people are held: reports of conditions, and days without contact."""

from datetime import timedelta

from register.figures import Figure
from reports.tests.slow.people import bounds, status

DAY = timedelta(days=1)
CUSTODY = ("in_custody", "maybe_in_custody")


def reports(people, begins, ends, is_meant):
    """(people, reports): Figures of the reports that are meant and reach into a period; `begins` None: ever."""
    readings = [
        [
            _reach(condition, someone, begins, ends)
            for condition in someone.conditions
            if is_meant(condition, someone)
        ]
        for someone in people
    ]
    counted = Figure(
        sum(any(surely for surely, _maybe in of) for of in readings),
        sum(any(maybe for _surely, maybe in of) for of in readings),
    )
    every = [reading for of in readings for reading in of]
    number = Figure(
        sum(surely for surely, _maybe in every), sum(maybe for _surely, maybe in every), "reports"
    )
    return counted, number


def _reach(condition, someone, begins, ends):
    """(surely, maybe): whether what was reported lay in the period; without an end it may have ended at once."""
    _kind, began_on, ended_on, _facility = condition
    began, ended = bounds(began_on, someone), bounds(ended_on, someone)
    may_have_begun = began[0] is None or began[0] <= ends
    may_have_gone_on = begins is None or ended[1] is None or ended[1] >= begins
    had_begun = any(day is not None and day <= ends for day in (began[1], ended[1]))
    went_on = begins is None or any(
        day is not None and day >= begins for day in (began[0], ended[0])
    )
    maybe = may_have_begun and may_have_gone_on
    return maybe and had_begun and went_on, maybe


def silent(people, day, least, most):
    """People held who have been out of contact for `least` to `most` days."""
    surely = maybe = 0
    for someone in people:
        days = _days_without_contact(someone, day)
        if days is None:
            continue
        maybe += days[0] <= most and days[1] >= least
        surely += status(someone, day) == "in_custody" and days[0] >= least and days[1] <= most
    return Figure(surely, maybe)


def of_whom_nothing_is_known(people, day):
    """People held of whom neither a contact nor a report of silence is recorded."""
    held = [one for one in people if status(one, day) in CUSTODY]
    nothing = [one for one in held if _days_without_contact(one, day) is None]
    return Figure(sum(status(one, day) == "in_custody" for one in nothing), len(nothing))


def _days_without_contact(someone, day):
    """(at least, at most); None of those who are not held or of whom nothing is recorded."""
    if status(someone, day) not in CUSTODY:
        return None
    since = day
    while status(someone, since - DAY) in CUSTODY:
        since -= DAY
    contacts = [bounds(happened_on, someone) for happened_on in someone.contacts]
    contacts = [
        (first, last)
        for first, last in contacts
        if (first is None or first <= day) and (last is None or last >= since)
    ]
    reports = [
        (bounds(began_on, someone), bounds(ended_on, someone))
        for kind, began_on, ended_on, _facility in someone.conditions
        if kind == "incommunicado"
    ]
    reports = [
        (began, ended)
        for began, ended in reports
        if (began[0] is None or began[0] <= day) and (ended[1] is None or ended[1] > day)
    ]
    if not contacts and not reports:
        return None
    lasting = [
        began
        for began, ended in reports
        if began[1] is not None and began[1] <= day and ended[0] is not None and ended[0] > day
    ]
    earliest, latest = [since], []
    if contacts:
        earliest += [first for first, last in contacts if first and last and last <= day]
        latest += [min(last or day, day) for _first, last in contacts]
    if lasting:
        sure_from = [first for first, _last in lasting if first]
        earliest += [min(sure_from)] if sure_from else []
        latest.append(min(last for _first, last in lasting))
    if not contacts and not lasting:
        firsts = [began[0] for began, _ended in reports]
        earliest += [] if None in firsts else [min(firsts)]
    first, last = max(earliest), max(latest, default=day)
    return (day - max(first, last)).days, (day - min(first, day)).days
