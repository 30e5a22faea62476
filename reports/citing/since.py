"""What became of a published figure: what the register says today, and why it says something else.

As published, less what its edition does not give any more, and with each record that counts
otherwise in the latest edition: the sum is the figure of today.
"""

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from django.db import models
from django.db.models import Max, Min
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.numbers import written
from register.figures import Figure
from register.models import ActEntry, Edition, Entry, Redirect, Tombstone
from register.readers.people import people, told_too_much
from register.words import act_name
from reports.citing.published import Published
from reports.custody import SHOWN

MANY = 5_000  # ids in one query
NOT_COUNTED = (0, 0)
PROTECTS = (Tombstone.Reason.RISK, Tombstone.Reason.REQUEST)


class Kind(models.TextChoices):
    """Why a record counts otherwise than in the edition cited, in the order of the table."""

    NEW = "new", _("New in the register")
    CORRECTED = "corrected", _("Corrected since")
    MERGED = "merged", _("Merged with another record: it was recorded twice")
    WITHDRAWN = "withdrawn", _("Withdrawn since")
    PROTECTED = "protected", _("Withheld or withdrawn to protect somebody, or at their request")
    OTHER = "other", _("Counted otherwise after a change of names, places or organisations")


@dataclass(frozen=True)
class Change:
    """One record; `before` and `after` are what it adds to the figure: (at least, at most)."""

    public_id: str
    kind: Kind
    before: tuple
    after: tuple
    edition: int | None = None
    reason: str = ""
    into: str = ""

    @property
    def before_in_words(self):
        return _in_words(self.before)

    @property
    def after_in_words(self):
        return _in_words(self.after)


@dataclass(frozen=True)
class Line:
    """All records of one kind. `named` are the first of those that may be named, as (change, who)."""

    kind: Kind
    records: int
    least: int
    most: int | None
    named: list = field(default_factory=list)

    @property
    def more(self):
        return self.records - len(self.named)


@dataclass(frozen=True)
class Since:
    """`gone` is (at least, at most) of what the edition cited gives no more; `lines` is None where
    records are not told apart. `same_records` is None where the link does not say."""

    published: Published
    edition: Edition
    today: Figure
    latest: Edition
    gone: tuple
    lines: list | None
    method_changed: bool = False
    same_records: bool | None = None

    @property
    def is_unchanged(self):
        return self.today == self.published.figure and not self.lines and not any(self.gone)

    @property
    def number_gone(self):
        """How many fewer the edition gives; None where that is no plain number."""
        least, most = self.gone
        return -most if least == most and most < 0 else None


def since(report, published, asked, today):
    """`asked` and `today` are (question, first figure, Edition) of the edition cited and the latest."""
    question, figure, edition = asked
    question_today, figure_today, latest = today
    lines = same_records = None
    if report.counted:
        before, after = report.counted(question), report.counted(question_today)
        same_records = published.are_records(before)
        lines = _lines(_changes(before, after, edition.number))
    return Since(
        published=published,
        edition=edition,
        today=figure_today,
        latest=latest,
        gone=_less(
            (figure.at_least, figure.at_most),
            (published.figure.at_least, published.figure.at_most),
        ),
        lines=lines,
        method_changed=published.version != report.version,
        same_records=same_records,
    )


def _changes(before, after, cited):
    """A Change for each record that adds something else to the figure; `cited` is an edition number."""
    other = [
        public_id
        for public_id in before.keys() | after.keys()
        if before.get(public_id, NOT_COUNTED) != after.get(public_id, NOT_COUNTED)
    ]
    for ids in _by(MANY, sorted(other)):
        known = _Known.read(ids, cited)
        for public_id in ids:
            counted = before.get(public_id, NOT_COUNTED), after.get(public_id, NOT_COUNTED)
            yield known.change(public_id, *counted, cited)


@dataclass(frozen=True)
class _Known:
    """What the register says of some records."""

    versions: dict  # public id: (first edition, edition of the latest version)
    tombstones: dict
    redirects: dict
    withheld_since: set  # beside what it was counted for, the id would say what is hidden

    @classmethod
    def read(cls, ids, cited):
        versions, persons = {}, people(ids)
        for model in (Entry, ActEntry):
            editions = model.objects.filter(public_id__in=ids).values("public_id")
            editions = editions.annotate(first=Min("edition_from"), latest=Max("edition_from"))
            for public_id, *first_and_latest in editions.order_by().values_list(
                "public_id", "first", "latest"
            ):
                versions[public_id] = first_and_latest
        return cls(
            versions,
            Tombstone.objects.in_bulk(ids),
            {one.public_id: one for one in Redirect.objects.known().filter(public_id__in=ids)},
            told_too_much(persons, cited) | told_too_much(persons, None),
        )

    def change(self, public_id, before, after, cited):
        if tombstone := self.tombstones.get(public_id):
            kind = Kind.PROTECTED if tombstone.reason in PROTECTS else Kind.WITHDRAWN
            reason = tombstone.get_reason_display()
            return Change(public_id, kind, before, after, tombstone.edition, reason)
        if public_id in self.withheld_since:
            return Change(public_id, Kind.PROTECTED, before, after)
        if redirect := self.redirects.get(public_id):
            edition, into = redirect.edition_from, redirect.into
            return Change(public_id, Kind.MERGED, before, after, edition, into=into)
        first, latest = self.versions.get(public_id, (0, 0))
        if first > cited:
            return Change(public_id, Kind.NEW, before, after, first)
        if latest > cited:
            return Change(public_id, Kind.CORRECTED, before, after, latest)
        return Change(public_id, Kind.OTHER, before, after)


def _lines(changes):
    records, least, most, first = Counter(), Counter(), {}, {}
    for change in changes:
        more_least, more_most = _less(change.after, change.before)
        records[change.kind] += 1
        least[change.kind] += more_least
        so_far = most.get(change.kind, 0)
        most[change.kind] = None if None in (so_far, more_most) else so_far + more_most
        listed = first.setdefault(change.kind, [])
        if change.kind != Kind.PROTECTED and len(listed) < SHOWN:
            listed.append(change)
    who = _who(change.public_id for listed in first.values() for change in listed)
    return [
        Line(
            kind,
            records[kind],
            least[kind],
            most[kind],
            [(change, who[change.public_id]) for change in first[kind]],
        )
        for kind in Kind
        if kind in records
    ]


def _who(public_ids):
    """Names as they may be shown today; an act has its own kind of page."""
    named = people(public_ids)
    acts = ActEntry.objects.known().filter(public_id__in=named)
    return named | {act.public_id: act_name(act) for act in acts}


def _in_words(pair):
    least, most = pair
    if pair == NOT_COUNTED:
        return gettext("not at all")
    if most is None:
        return gettext("as at least %(number)s") % {"number": written(least)}
    if least == most:
        return gettext("as %(number)s") % {"number": written(least)}
    return gettext("as %(least)s to %(most)s") % {"least": written(least), "most": written(most)}


def _less(pair, other):
    """What is left of one pair of bounds without another; None for a bound that is open."""
    least = pair[0] - other[0]
    if pair[1] is None and other[1] is None:
        return least, 0
    return least, None if None in (pair[1], other[1]) else pair[1] - other[1]


def _by(size, things):
    things = iter(things)
    while some := list(islice(things, size)):
        yield some
