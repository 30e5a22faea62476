"""What leaves: the list of root kinds, their tables on both sides, and the parts that go with them."""

from dataclasses import dataclass

from django.db.models import Model

import pardons.models as acts
import prisoners.models as people
import sources.models as said
from prisoners.withheld import is_withheld
from register import models as register
from sources.models import Record


@dataclass(frozen=True)
class PartPair:
    """A working table whose rows belong to a root, and the register table that keeps their facts.

    `published` is None for a table that only identifies. `only_if` is an SQL condition on the
    working row `w` and the batch row `p`.
    """

    working: type[Model]
    published: type[Model] | None
    only_if: str = "TRUE"


@dataclass(frozen=True)
class RootKind:
    kind: str
    working: type[Model]
    version: type[Model]
    root_column: str
    parts: tuple[PartPair, ...] = ()


PRISONER = RootKind(
    kind=Record.Kind.PRISONER,
    working=people.Prisoner,
    version=register.Entry,
    root_column="prisoner_id",
    parts=(
        PartPair(people.Detention, register.Detention),
        PartPair(people.Stay, register.Stay),
        PartPair(people.Prosecution, register.Prosecution),
        PartPair(people.Charge, register.Charge),
        PartPair(people.Verdict, register.Verdict),
        PartPair(people.SentencePart, register.SentencePart),
        PartPair(people.Condition, register.Condition),
        PartPair(people.Contact, register.Contact),
        PartPair(people.Death, register.Death),
        PartPair(people.Recognition, register.Recognition),
        PartPair(people.OfficialLabel, register.OfficialLabel),
        PartPair(
            people.Relation,
            register.Relation,
            only_if=f"NOT w.is_confidential AND NOT p.is_withheld AND NOT {is_withheld('other')}",
        ),
    ),
)
ACT = RootKind(
    kind=Record.Kind.ACT,
    working=acts.ClemencyAct,
    version=register.ActEntry,
    root_column="act_id",
    parts=(
        PartPair(acts.AnnouncedCount, register.AnnouncedCount),
        PartPair(acts.Beneficiary, register.Beneficiary),
    ),
)
CLAIM = RootKind(Record.Kind.CLAIM, said.CountClaim, register.ClaimEntry, "id")
PAGE = RootKind(Record.Kind.PAGE, said.TextPage, register.PageEntry, "id")

# People first: an act links to the people who are public when it is published.
ROOT_KINDS = (PRISONER, ACT, CLAIM, PAGE)

# Current rows that only identify: (working table, register table).
NAMES = (
    PartPair(people.Name, register.Name),
    PartPair(people.ExternalId, register.ExternalId, only_if="NOT w.is_confidential"),
)

# The bytes go with the row (`register.publishing.photos`).
PHOTO = PartPair(
    people.Photo,
    register.Photo,
    only_if="NOT EXISTS (SELECT FROM prisoners_prisoner s "
    "WHERE s.id = w.prisoner_id AND 'photo' = ANY(s.sealed_fields))",
)

CATALOGUES = (
    (said.Organisation, register.Organisation),
    (said.Source, register.Source),
    (people.Facility, register.Facility),
    (people.Court, register.Court),
    (people.Official, register.Official),
    (people.Article, register.Article),
    (people.Context, register.Context),
    (people.ServedTimeRule, register.ServedTimeRule),
)
