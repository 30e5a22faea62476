"""All that the page of one person shows, as known at the edition asked."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from register.figures import Figure
from register.models import (
    Beneficiary,
    Charge,
    Condition,
    Contact,
    Death,
    Detention,
    Entry,
    ExternalId,
    Identity,
    Name,
    Official,
    OfficialLabel,
    Photo,
    Prosecution,
    Recognition,
    Redirect,
    Relation,
    SentencePart,
    Span,
    Stay,
    Text,
    Tombstone,
    Verdict,
)
from register.models.version import OPEN
from register.readers.custody import Status, days_in_custody, status_on
from register.readers.people import Person, people, person
from register.readers.references import References, read_references
from register.readers.timeline import Event, timeline
from register.silence import of_entries


class NotInRegister(LookupError):
    """No such record at this edition. `first` is the first edition that has it, None if none does."""

    def __init__(self, first=None):
        super().__init__()
        self.first = first


class Withdrawn(LookupError):
    """The record was taken out of the register; `tombstone` says when and why."""

    def __init__(self, tombstone):
        super().__init__()
        self.tombstone = tombstone


class Merged(LookupError):
    """At this edition the record is part of the one with the public id `into`."""

    def __init__(self, into):
        super().__init__()
        self.into = into


@dataclass(frozen=True)
class PersonPage:
    """`has_facts` is False where an edition tells more of somebody than may be shown now."""

    entry: Entry
    person: Person
    identity: Identity
    has_facts: bool
    other_names: tuple[Name, ...]
    external_ids: tuple[ExternalId, ...]
    photo: Photo | None
    status: Status
    days: Figure | None
    facility: object
    detentions: tuple[Detention, ...]
    prosecutions: tuple[Prosecution, ...]
    conditions: tuple[Condition, ...]
    contacts: tuple[Contact, ...]
    silence: Figure | None
    recognitions: tuple[Recognition, ...]
    labels: tuple[OfficialLabel, ...]
    relations: tuple[tuple[Relation, Person], ...]
    benefits: tuple[Beneficiary, ...]
    death: Death | None
    timeline: tuple[Event, ...]
    references: References
    versions: tuple[Entry, ...]
    absorbed: tuple[Redirect, ...]

    @property
    def is_incommunicado(self):
        """Whether the silence is surely longer than the register's threshold."""
        return bool(
            self.status.is_held
            and self.silence
            and self.silence.at_least > settings.INCOMMUNICADO_DAYS
        )


def read_person(public_id, asked):
    """The PersonPage; raises Merged, Withdrawn or NotInRegister. The number of queries does not grow.

    What a record said before it was merged is shown with the identity and the sources of the one
    that it became part of: these follow today's decision, its facts what the edition said.
    """
    redirects = list(Redirect.objects.filter(Q(public_id=public_id) | Q(into=public_id)))
    own = [redirect for redirect in redirects if redirect.public_id == public_id]
    if into := next((each.into for each in own if each.holds_at(asked.known)), None):
        raise Merged(into)
    named = next((each.into for each in own if each.is_current), public_id)
    versions = tuple(Entry.objects.filter(public_id=public_id).order_by("-edition_from"))
    entry = version_at(versions, asked, named)
    identity = Identity.objects.filter(public_id=named).first()
    names = tuple(Name.objects.filter(public_id=named).order_by("id"))
    shown = person(public_id, identity, names)
    identity = identity or Identity(public_id=named, is_withheld=True)
    spans = list(Span.objects.filter(entry=entry).order_by("begins"))
    status = status_on(spans, asked.on)
    facts = (
        _read_facts(entry, asked, named)
        if entry.is_withheld or not shown.is_withheld
        else _NO_FACTS
    )
    return PersonPage(
        entry=entry,
        person=shown,
        identity=identity,
        has_facts=facts is not _NO_FACTS,
        other_names=tuple(n for n in names if n.text not in (shown.name, shown.native)),
        photo=Photo.objects.without_bytes().filter(public_id=named).first(),
        external_ids=tuple(ExternalId.objects.filter(public_id=named).order_by("scheme", "id")),
        status=status if facts is not _NO_FACTS else status.without_days,
        days=days_in_custody(spans, asked.on) if facts is not _NO_FACTS else None,
        facility=_place(facts["detentions"]) if status.is_held else None,
        timeline=timeline(facts),
        references=read_references(named),
        versions=versions,
        absorbed=tuple(
            each for each in redirects if each not in own and each.holds_at(asked.known)
        ),
        **facts,
    )


def version_at(versions, asked, public_id):
    """The version that held at the edition asked, newest first given."""
    current = next((version for version in versions if version.is_current), None)
    if current is None and (tombstone := Tombstone.objects.filter(public_id=public_id).first()):
        raise Withdrawn(tombstone)
    if asked.known is not None:
        known = [v for v in versions if v.edition_from <= asked.known < v.edition_to]
        current = known[0] if known else None
    if current is None:
        raise NotInRegister(min((v.edition_from for v in versions), default=None))
    return current


_NO_FACTS = {
    **dict.fromkeys(
        ["detentions", "prosecutions", "conditions", "contacts", "recognitions", "labels"], ()
    ),
    "relations": (),
    "benefits": (),
    "death": None,
    "silence": None,
}


def _read_facts(entry, asked, named):
    texts = _texts(named)

    def rows(model, *links, order="id"):
        found = model.objects.filter(entry=entry).order_by(*order.split())
        found = list(found.select_related(*links) if links else found)
        for row in found:
            row.said = texts.get(row.code, {})
        return found

    detentions = rows(Detention, "context", order="began_on id")
    _hang(detentions, "places", "detention_id", rows(Stay, "facility", order="began_on id"))
    verdicts = rows(Verdict, "court", "judge", order="decided_on id")
    _name_judges(verdicts)
    _hang(verdicts, "sentence", "verdict_id", rows(SentencePart))
    prosecutions = rows(Prosecution)
    _hang(prosecutions, "counts", "prosecution_id", rows(Charge, "article"))
    _hang(prosecutions, "decisions", "prosecution_id", verdicts)
    silence = of_entries([entry.pk], asked.on).get(entry.pk)
    return {
        "detentions": tuple(detentions),
        "prosecutions": tuple(prosecutions),
        "conditions": tuple(rows(Condition, "facility", order="began_on id")),
        "contacts": tuple(rows(Contact, order="-happened_on id")),
        "silence": silence and silence.days,
        "recognitions": tuple(rows(Recognition, "organisation")),
        "labels": tuple(rows(OfficialLabel)),
        "relations": () if entry.is_withheld else _relations(rows(Relation), asked),
        "benefits": tuple(_benefits(entry.public_id, asked)),
        "death": next(iter(rows(Death, "facility")), None),
    }


def _texts(public_id):
    """Free text by row and field."""
    texts = {}
    for text in Text.objects.filter(public_id=public_id):
        texts.setdefault(text.code, {})[text.field] = text.text
    return texts


def _name_judges(verdicts):
    """A judge is named only where a public source stands behind it, as on the pages of officials."""
    judges = {verdict.judge_id for verdict in verdicts if verdict.judge_id}
    sourced = Official.objects.sourced().filter(pk__in=judges) if judges else ()
    named = {judge.pk: judge for judge in sourced}
    for verdict in verdicts:
        verdict.named_judge = named.get(verdict.judge_id)


def _hang(parents, name, link, children):
    """Gives each parent its children as an attribute."""
    for parent in parents:
        setattr(parent, name, [c for c in children if getattr(c, link) == parent.pk])


def _relations(rows, asked):
    """Each relation with the other person; one that was stated of two records of that person, once.

    None with somebody whose name is withheld today: the tie would say who it is.
    """
    to = Redirect.objects.leads({row.other_id for row in rows}, asked.known)
    told = {}
    for row in rows:
        told.setdefault((row.kind, to.get(row.other_id, row.other_id)), row)
    others = people(other for _kind, other in told)
    return tuple(
        (row, others[other])
        for (_kind, other), row in told.items()
        if not (others[other].is_public and others[other].is_withheld)
    )


def _benefits(public_id, asked):
    """The person's places in acts, each with its act as `entry`."""
    rows = Beneficiary.objects.filter(prisoner_id=public_id).select_related("entry")
    if asked.known is None:
        rows = rows.filter(entry__edition_to=OPEN)
    else:
        rows = rows.filter(entry__edition_from__lte=asked.known, entry__edition_to__gt=asked.known)
    return rows.order_by("entry__announced_on", "id")


def _place(detentions):
    """The last facility of the last detention that has not ended."""
    stays = [stay for d in detentions if not d.ended_on for stay in d.places if stay.facility]
    return stays[-1].facility if stays else None
