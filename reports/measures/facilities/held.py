"""People held on the day by facility; one who may be in either of two places is possible in both."""

from django.db.models import Count, Exists, OuterRef

from register.figures import Figure
from register.readers.present import possible_stays, sure_stays
from reports.cells import People

NOT_KNOWN = "unknown"


def held_by_facility(question):
    """{facility: Figure of the people held there}; NOT_KNOWN for those of whom no place is known."""
    on, who = question.on, People(question, held=True)
    sure = who.entries.filter(who.certainly)
    least = _by_facility(sure_stays(on), sure)
    most = _by_facility(possible_stays(on), who.entries)
    held = {place: Figure(least.get(place, 0), number) for place, number in most.items()}
    held[NOT_KNOWN] = Figure(
        sure.exclude(_has(possible_stays(on))).count(),
        who.entries.exclude(_has(sure_stays(on))).count(),
    )
    return held


def _by_facility(stays, entries):
    rows = (
        stays.exclude(facility=None)
        .filter(entry__in=entries)
        .values_list("facility")
        .annotate(people=Count("entry", distinct=True))
        .order_by()
    )
    return dict(rows)


def _has(stays):
    return Exists(stays.exclude(facility=None).filter(entry=OuterRef("pk")))
