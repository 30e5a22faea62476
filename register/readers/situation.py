"""The first page: how things stand on the day asked, in a few figures."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from register.figures import Figure
from register.models import Death, Edition, Entry, Span
from register.models.version import VersionQuerySet
from register.readers.acts import ActInLedger, read_acts
from register.readers.ledger import Period
from register.readers.silence import Silent, longest_silences

NO_PLACES = Figure(0, 0, "places")
IN_CUSTODY_CLASSES = [
    Death.Class.IN_FACILITY,
    Death.Class.IN_HOSPITAL,
    Death.Class.IN_TRANSIT,
    Death.Class.EXECUTION,
]


@dataclass(frozen=True)
class Situation:
    """`presumed`: for how many of those held at least custody rests on presumption."""

    on: date
    recorded: int
    withheld: int
    held: Figure
    presumed: int
    died: Figure
    silences: tuple[Silent, ...]
    acts: tuple[ActInLedger, ...]
    open_places: Figure
    editions: tuple[Edition, ...]


def read_situation(asked, *, rows=5):
    on = asked.on
    entries = Entry.objects.known(asked.known)
    certain = (
        VersionQuerySet(Span)
        .known(asked.known)
        .filter(status=Span.Status.IN_CUSTODY, begins__lte=on, ends__gt=on)
    )
    held = certain.aggregate(people=Count("pk"), presumed=Count("pk", Q(presumed_from__lte=on)))
    until = Period(None, on)
    acts = [a for a in read_acts(asked.known) if until.maybe_has(a.entry.announced_on_days)]
    editions = Edition.objects.filter(number__lte=asked.edition_number)
    return Situation(
        on=on,
        recorded=entries.count(),
        withheld=entries.filter(is_withheld=True).count(),
        held=Figure(held["people"], entries.possibly_held(on).count()),
        presumed=held["presumed"],
        died=died_in_custody(entries, on),
        silences=longest_silences(asked, limit=rows),
        acts=tuple([act for act in acts if act.open.at_most != 0][:rows]),
        open_places=sum((act.open for act in acts if act.entry.is_in_ledger), NO_PLACES),
        editions=tuple(editions[:rows]),
    )


def died_in_custody(entries, on):
    """At least those whose status is so; at most also those whose class or day leaves it open."""
    maybe = Q(died_earliest__lte=on, death_class__in=[*IN_CUSTODY_CLASSES, Death.Class.UNKNOWN])
    certain = entries.of_status(["died_in_custody"], on)
    return Figure(
        certain.count(),
        entries.filter(maybe | Q(pk__in=certain.values("pk"))).count(),
        "deaths",
    )
