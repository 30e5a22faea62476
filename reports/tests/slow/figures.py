"""Counts of people: at least those of whom it is certain, at most those of whom it is possible."""

from register.figures import Figure
from reports.tests.slow.people import IN_CUSTODY, bounds, status


def figure(people, surely, maybe, unit="people"):
    return Figure(sum(map(surely, people)), sum(map(maybe, people)), unit)


def held(people, day, fits=lambda someone: True):
    """How many are in custody on the day, of those who fit."""
    return figure(
        people,
        lambda someone: fits(someone) and status(someone, day) == "in_custody",
        lambda someone: (
            fits(someone) and status(someone, day) in ("in_custody", "maybe_in_custody")
        ),
    )


def died_in_custody(people, day):
    """Deaths in custody by the day; one without a date may have been on any day before today."""

    def surely(someone):
        _earliest, latest = (
            bounds(someone.death.died_on, someone) if someone.death else (None, None)
        )
        return bool(latest and latest <= day and someone.death.death_class in IN_CUSTODY)

    def maybe(someone):
        if not someone.death or someone.death.death_class not in (*IN_CUSTODY, "unknown"):
            return False
        earliest, _latest = bounds(someone.death.died_on, someone)
        return earliest is None or earliest <= day

    return figure(people, surely, maybe, "deaths")


def sentenced(people, day, years=range(100)):
    """People sentenced by the day to so many years; a verdict without a date may be of any day."""

    def surely(someone):
        case = someone.sentence
        latest = case and bounds(case.decided_on, someone)[1]
        return bool(latest and latest <= day and case.years in years)

    def maybe(someone):
        case = someone.sentence
        if case is None or case.years not in years:
            return False
        earliest, _latest = bounds(case.decided_on, someone)
        return earliest is None or earliest <= day

    return figure(people, surely, maybe)
