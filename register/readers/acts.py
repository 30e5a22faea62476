"""Clemency acts and the places in them: announced = identified + open places (DESIGN §7)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, Count, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce

from register.figures import Figure
from register.models import ActEntry, AnnouncedCount, Beneficiary, Entry

TOTAL = AnnouncedCount.Category.TOTAL
NOBODY = Figure(0, 0)


@dataclass(frozen=True)
class ActInLedger:
    """One act in figures. `announced` is None when no total was announced."""

    entry: ActEntry
    announced: Figure | None
    recognised: Figure
    other: Figure
    elsewhere: Figure

    @property
    def public_id(self):
        return self.entry.public_id

    @property
    def identified(self):
        return self.recognised + self.other + self.elsewhere

    @property
    def open(self):
        return open_places(self.announced, self.identified)


def open_places(announced, identified):
    """What is left of the announced number when those who are known are taken off; never below 0.

    The bounds cross: most places are open when fewest people are known.
    """
    if announced is None:
        return Figure(0, 0, "places")
    at_most = announced.at_most
    return Figure(
        max(announced.at_least - identified.at_most, 0),
        None if at_most is None else max(at_most - identified.at_least, 0),
        "places",
    )


def read_acts(known):
    """All acts of the edition `known` with their figures, newest first, in four queries."""
    entries = list(ActEntry.objects.known(known).order_by("-announced_on", "public_id"))
    entries.sort(key=_day, reverse=True)
    announced = {
        count.entry_id: bounds(count)
        for count in AnnouncedCount.objects.filter(
            entry__in=entries, category=TOTAL, is_adopted=True
        )
    }
    groups = {}
    for entry, group, is_disputed, number in _places(known, entries):
        groups.setdefault(entry, Counter())[group, is_disputed] += number
    return [
        ActInLedger(
            entry,
            announced.get(entry.pk),
            *(
                Figure(group[name, False], group[name, False] + group[name, True])
                for group in [groups.get(entry.pk, Counter())]
                for name in ("recognised", "other", "elsewhere")
            ),
        )
        for entry in entries
    ]


def _places(known, entries):
    """Rows (act, group, whether disputed, number) of those who are known to have benefited."""
    recognised = Case(When(recognised_by=[], then=Value("other")), default=Value("recognised"))
    here = Entry.objects.known(known).filter(public_id=OuterRef("prisoner_id"))
    group = Coalesce(Subquery(here.values_list(recognised)[:1]), Value("elsewhere"))
    disputed = Case(When(outcome=Beneficiary.Outcome.DISPUTED, then=True), default=Value(False))
    rows = Beneficiary.objects.filter(entry__in=entries).values_list("entry", group, disputed)
    return rows.annotate(number=Count("*")).order_by()


def recognition_of(known, beneficiaries):
    """Public id → whether anyone recognised the person, for those who have a page."""
    ids = {b.prisoner_id for b in beneficiaries if b.prisoner_id}
    entries = Entry.objects.known(known).filter(public_id__in=ids)
    return {
        public_id: bool(organisations)
        for public_id, organisations in entries.values_list("public_id", "recognised_by")
    }


def bounds(count):
    """An announced count as a pair: a bound that nobody stated is open. None without any number."""
    if count.lower is None and count.upper is None:
        return None
    return Figure(count.lower or 0, count.upper)


def _day(entry):
    days = entry.announced_on_days
    return (days and (days.lower or days.upper)).isoformat() if days else ""
