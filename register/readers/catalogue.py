"""Places of detention, courts, articles and officials: lists, and a page each.

Who "is" in a place on the day asked is a pair, see present.py. Who "was" concerned is a count of
people in whose entries the place, court or article stands, as known at the edition asked.
"""

from dataclasses import dataclass

from django.db.models import Count, F, Func

from register.figures import Figure, exactly
from register.models import Condition, Death, Entry, Facility, Identity, Official, Verdict
from register.readers.deaths import DeathLine, death_lines
from register.readers.people import Person, people
from register.readers.present import possibly_present, surely_present

SHOWN = 200  # names on one page; the list of prisoners has all of them


@dataclass(frozen=True)
class Listed:
    """One row of a catalogue list, with how many people it concerns."""

    row: object
    people: Figure


@dataclass(frozen=True)
class Names:
    """People in the order of their names; `total` is how many there are, shown or not."""

    shown: tuple[Person, ...]
    total: Figure


@dataclass(frozen=True)
class FacilityPage:
    row: Facility
    present: Names
    ever: Names
    deaths: tuple[DeathLine, ...]
    conditions: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class ConcernedPage:
    """A court, an article or an official, with the people concerned."""

    row: object
    people: Names


class Unnest(Func):
    function = "unnest"
    set_returning = True


def list_of(model, column, asked):
    """Rows of a catalogue that stand in anybody's entry, each with the number of people."""
    entries = Entry.objects.known(asked.known)
    numbers = dict(
        entries.annotate(row=Unnest(F(column)))
        .values("row")
        .annotate(number=Count("pk"))
        .order_by()
        .values_list("row", "number")
    )
    rows = model.objects.filter(pk__in=numbers)
    return [Listed(row, exactly(numbers[row.pk])) for row in rows]


def list_of_officials(asked):
    """Judges whom a source stands behind, with the number of people whom they tried."""
    entries = Entry.objects.known(asked.known)
    tried = (
        Verdict.objects.filter(entry__in=entries)
        .exclude(judge=None)
        .values("judge")
        .annotate(number=Count("entry", distinct=True))
        .order_by()
    )
    numbers = {row["judge"]: row["number"] for row in tried}
    officials = Official.objects.sourced().filter(pk__in=numbers)
    return [Listed(row, exactly(numbers[row.pk])) for row in officials]


def read_facility(row, asked):
    """The page of one place of detention, in a number of queries that does not grow."""
    entries = Entry.objects.known(asked.known)
    ever = entries.filter(facilities__contains=[row.pk])
    here = possibly_present(row, asked)
    conditions = (
        Condition.objects.filter(facility=row, entry__in=entries)
        .values("kind")
        .annotate(number=Count("entry", distinct=True))
        .order_by("-number", "kind")
    )
    kinds = dict(Condition.Kind.choices)
    deaths = Death.objects.filter(
        facility=row, entry__in=entries.filter(died_earliest__lte=asked.on)
    )
    return FacilityPage(
        row=row,
        present=names_of(here, at_least=surely_present(row, asked).count()),
        ever=names_of(ever),
        deaths=death_lines(deaths),
        conditions=tuple((kinds[c["kind"]], exactly(c["number"])) for c in conditions),
    )


def read_court(row, asked):
    return _concerned(row, asked, courts__contains=[row.pk])


def read_article(row, asked):
    return _concerned(row, asked, articles__contains=[row.pk])


def read_official(row, asked):
    return _concerned(row, asked, pk__in=Verdict.objects.filter(judge=row).values("entry"))


def _concerned(row, asked, **which):
    return ConcernedPage(row, names_of(Entry.objects.known(asked.known).filter(**which)))


def names_of(entries, *, at_least=None):
    """The first names of some entries, those withheld last, and how many there are."""
    total = entries.count()
    identities = Identity.objects.filter(public_id__in=entries.values("public_id"))
    # Whoever was withheld since is counted, and not shown where they were.
    hidden = entries.filter(
        is_withheld=False, public_id__in=identities.filter(is_withheld=True).values("pk")
    )
    identities = identities.exclude(pk__in=hidden.values("public_id"))
    ids = list(
        identities.order_by("is_withheld", "sort_key", "public_id").values_list(
            "public_id", flat=True
        )[:SHOWN]
    )
    persons = people(ids)
    return Names(
        tuple(persons[public_id] for public_id in ids),
        Figure(total if at_least is None else at_least, total),
    )
