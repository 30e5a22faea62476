"""The books between two editions, for the same day."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When

from register.models import Change, Entry, Redirect, Span
from register.models.version import VersionQuerySet
from sources.models import Record

NEW, CORRECTED, MERGED, WITHDRAWN = (
    Change.Kind.NEW.value,
    Change.Kind.CORRECTED.value,
    Change.Kind.MERGED.value,
    Change.Kind.WITHDRAWN.value,
)


@dataclass(frozen=True)
class EditionBook:
    """People of one set on one day: as the earlier edition said, what changed, as the later says."""

    opening: int
    came_in: Counter  # kind of change: number
    went_out: Counter
    closing: int

    @property
    def balances(self):
        moved = sum(self.came_in.values()) - sum(self.went_out.values())
        return self.opening + moved == self.closing


def edition_book(question, statuses, fitted, fit, since, until):
    """The EditionBook of people with one of `statuses` on the last day, from edition `since` to `until`.

    `fitted` and `fit` are the entries that fit the filters at these editions, None for everyone. A person
    counts as the same under one public id. Newly known is whoever had no page at the earlier edition;
    merged is whoever was, or became, part of another record.
    """
    then = _held(question.ends, statuses, fitted, since)
    now = _held(question.ends, statuses, fit, until)
    # What both editions say of a person in the same version is the same, unless a filter looks at
    # other records too: then who is let through may change without them.
    gone, come = Q(edition_to__lte=until), Q(edition_from__gt=since)
    if question.whom.looks_elsewhere:
        gone |= ~Q(entry__in=now.values("entry"))
        come |= ~Q(entry__in=then.values("entry"))
    gone, come = then.filter(gone), now.filter(come)
    return EditionBook(
        opening=then.count(),
        came_in=_by_kind(_without(come, gone, since), _kinds_in(since)),
        went_out=_by_kind(_without(gone, come, until), _kinds_out(until)),
        closing=now.count(),
    )


def erased_between(since, until):
    """How many prisoners were erased: neither edition can say any more whether they were held."""
    changes = Change.objects.filter(edition__gt=since, edition__lte=until)
    return changes.filter(kind=Change.Kind.ERASED, root=Record.Kind.PRISONER).count()


def _held(day, statuses, entries, edition):
    held = (
        VersionQuerySet(Span)
        .known(edition)
        .filter(status__in=statuses, begins__lte=day, ends__gt=day)
    )
    return held if entries is None else held.filter(entries.condition())


def _without(some, others, edition):
    """Those of `some` of whose record nothing is among the others, which an edition says."""
    same = {
        "entry__public_id": OuterRef("entry__public_id"),
        # The one version is found, not all that there were.
        "entry__edition_from__lte": edition,
        "entry__edition_to__gt": edition,
    }
    return some.filter(~Exists(others.filter(**same).values("pk")))


def _by_kind(some, kinds):
    kind = Case(*kinds[:-1], default=Value(kinds[-1]), output_field=CharField())
    return Counter(
        dict(some.annotate(kind=kind).values_list("kind").annotate(Count("pk")).order_by())
    )


def _kinds_in(since):
    before = Entry.objects.known(since)
    led = Redirect.objects.known(since).filter(public_id=OuterRef("entry__public_id"))
    absorbed = Redirect.objects.filter(
        Exists(before.filter(public_id=OuterRef("public_id"))),
        into=OuterRef("entry__public_id"),
        edition_from__gt=since,
    )
    return [
        When(Exists(_same(before)), then=Value(CORRECTED)),
        When(Exists(led) | Exists(absorbed), then=Value(MERGED)),
        NEW,
    ]


def _kinds_out(until):
    leads = Redirect.objects.known(until).filter(public_id=OuterRef("entry__public_id"))
    return [
        When(Exists(_same(Entry.objects.known(until))), then=Value(CORRECTED)),
        When(Exists(leads), then=Value(MERGED)),
        WITHDRAWN,
    ]


def _same(entries):
    return entries.filter(public_id=OuterRef("entry__public_id"))
