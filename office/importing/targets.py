"""Where a column may go: the places of a wide line, their fields, and the tables of their own.

A wide line tells of one person. Its places are the person and the rows beside and below it:
`detention.began_on` is a field of the detention, `detention:2.began_on` of a second one. A place is
made when the line says something of it; what it lies in is made with it.
"""

from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from core.fields import PartialDateField
from pardons.models import AnnouncedCount, Beneficiary, ClemencyAct
from prisoners.models import (
    Article,
    Charge,
    Condition,
    Contact,
    Context,
    Court,
    Death,
    Detention,
    ExternalId,
    Facility,
    Name,
    Official,
    OfficialLabel,
    Prisoner,
    Prosecution,
    Recognition,
    Relation,
    SentencePart,
    ServedTimeRule,
    Stay,
    Tag,
    Verdict,
)
from sources.models import Citation, CountClaim, Organisation, Record, Root, Source


class TargetUnknown(ValueError):
    """There is no such place or field; the sentence names those that there are."""


@dataclass(frozen=True)
class Place:
    """A kind of row that a wide line can make. `within`: the link that points up, and the place there."""

    name: str
    model: type[models.Model]
    within: tuple[str, str] | None = None
    of_act: bool = False


PLACES = {
    place.name: place
    for place in (
        Place("person", Prisoner),
        Place("name", Name),
        Place("external_id", ExternalId),
        Place("detention", Detention),
        Place("stay", Stay, ("detention", "detention")),
        Place("prosecution", Prosecution),
        Place("charge", Charge, ("prosecution", "prosecution")),
        Place("verdict", Verdict, ("prosecution", "prosecution")),
        Place("part", SentencePart, ("verdict", "verdict")),
        Place("condition", Condition),
        Place("contact", Contact),
        Place("recognition", Recognition),
        Place("label", OfficialLabel),
        Place("death", Death),
        Place("act", ClemencyAct, of_act=True),
        Place("beneficiary", Beneficiary, ("act", "act"), of_act=True),
    )
}

# Where the words go that no catalogue has.
IN_WORDS = {
    ("stay", "facility"): "place",
    ("death", "facility"): "place",
    ("verdict", "court"): "court_stated",
    ("charge", "article"): "as_stated",
}

# Columns that make more than one field, read in `special.py`.
SPECIAL = {
    "key": "the key of the line in the list",
    "public_id": "the public id of the person",
    "name": "the name, other names in it included",
    "surname": "joined with given_name",
    "given_name": "joined with surname",
    "names": "other spellings of the name",
    "aliases": "other names",
    "sentence": "the sentence in words, of the first verdict",
    "sentence_and_date": "the sentence in words, the date of the verdict in brackets behind it",
    "term": "the length of the sentence, of the first verdict, such as P14Y9M",
    "regime": "the regime in words, of the first verdict",
    "steps": "what became of the sentence afterwards, in order",
    "charges": "the charges in words",
    "sources": "keys of sources",
    "note": "a line of the confidential notes on the person",
}

SOURCES = "sources"  # in a table of its own too: keys of sources, cited for the row of the line

TABLES = {
    "organisations": Organisation,
    "sources": Source,
    "facilities": Facility,
    "courts": Court,
    "officials": Official,
    "articles": Article,
    "contexts": Context,
    "served_time_rules": ServedTimeRule,
    "tags": Tag,
    "prisoners": Prisoner,
    "names": Name,
    "external_ids": ExternalId,
    "detentions": Detention,
    "stays": Stay,
    "prosecutions": Prosecution,
    "charges": Charge,
    "verdicts": Verdict,
    "sentence_parts": SentencePart,
    "conditions": Condition,
    "contacts": Contact,
    "deaths": Death,
    "recognitions": Recognition,
    "labels": OfficialLabel,
    "relations": Relation,
    "acts": ClemencyAct,
    "announced_counts": AnnouncedCount,
    "beneficiaries": Beneficiary,
    "claims": CountClaim,
    "citations": Citation,
}

CATALOGUES = (Facility, Court, Official, Article, Context, Organisation, Source)


@dataclass(frozen=True)
class Target:
    """`place` with its number as it is written ("detention:2"), and the field; "" of special ones."""

    place: str
    field: str

    @property
    def kind(self):
        return self.place.partition(":")[0]


@cache
def target_of(text, rows="people"):
    """The target that a text such as "detention.began_on" names; `TargetUnknown` when none."""
    if rows != "people":
        return _of_table(text, rows)
    if text in SPECIAL or _is_numbered_special(text):
        return Target(text, "")
    place, _dot, name = text.partition(".")
    kind, _colon, number = place.partition(":")
    if kind not in PLACES or (_colon and not (number.isdigit() and 0 < int(number) < 1000)):
        raise TargetUnknown(
            _("“%(text)s” is no target. There are: %(targets)s; and their fields: %(places)s.")
            % {"text": text, "targets": ", ".join(SPECIAL), "places": ", ".join(PLACES)}
        )
    known = fields_of(PLACES[kind].model)
    if name not in known:
        raise TargetUnknown(
            _("“%(place)s” has no field “%(field)s”. It has: %(known)s.")
            % {"place": kind, "field": name, "known": ", ".join(known)}
        )
    return Target(place, name)


def _is_numbered_special(text):
    """ "names:native" says of which kind they are, "sentence:2" and "term:2" are of a second verdict."""
    kind, _colon, more = text.partition(":")
    return (kind == "names" and more in Name.Kind.values) or (
        kind in ("sentence", "term", "regime")
        and more.isascii()
        and more.isdigit()
        and 1 < int(more) < 100
    )


def _of_table(text, rows):
    model = TABLES[rows]
    known = [*columns_of(model), *([SOURCES] if is_cited(model) else [])]
    if text not in known:
        raise TargetUnknown(
            _("“%(table)s” has no column “%(field)s”. It has: %(known)s.")
            % {"table": rows, "field": text, "known": ", ".join(known)}
        )
    return Target(rows, text)


def is_cited(model):
    """Whether sources can be cited for a row: for records, and for what belongs to one."""
    names = {field.name for field in model._meta.concrete_fields}
    return issubclass(model, Root) or ("code" in names and bool(names & {"prisoner", "act"}))


@cache
def fields_of(model):
    """{name: field} of what a wide line may fill: no keys, no links upwards, nothing computed."""
    ups = {"prisoner", "act", "record", "code"}
    ups |= {up[0] for up in [link_up(model)] if up}
    return {
        field.name: field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and not field.generated
        and field.name not in ups
        and field.name != "is_joined"
    }


@cache
def link_up(model):
    """(the link of a nested row to the row that it lies in, the place of that), or None."""
    return next((place.within for place in PLACES.values() if place.model is model), None)


@cache
def links_of(model):
    """The attributes of a model that are links."""
    return [field.attname for field in model._meta.concrete_fields if field.is_relation]


@cache
def needed_links(model):
    """The links that a row cannot be without, of those that a wide line fills."""
    return [each for each in fields_of(model).values() if each.is_relation and not each.null]


@cache
def columns_of(model):
    """The columns of a table of its own, links and codes included (`core.columns`)."""
    from core import columns

    return {column.name: column for column in columns.columns_of(model)}


def leads_to_people(text, rows):
    """Whether a column of a table of its own holds a person, or a record that may be a person's."""
    column = columns_of(TABLES[rows]).get(text)
    return column is not None and column.target in (Prisoner, Record)


def is_date(field):
    return isinstance(field, PartialDateField)


def is_list(field):
    return isinstance(field, ArrayField)


@cache
def label_of(model):
    """How `ImportRow.table` names a model."""
    return model._meta.label_lower


@cache
def is_named_by_ident(model, table="t", row="r"):
    """SQL: whether a row of `model` is the one that an `ident` names."""
    names = {field.name for field in model._meta.concrete_fields}
    if "record" in names and model is not Citation:
        return f"{table}.public_id = {row}.ident"
    if "code" in names:
        return f"{table}.code = {row}.ident::uuid"
    return f"{table}.id = {row}.ident::bigint"
