"""SQL made from the declared facts: the rows of a batch as they would be published.

Every statement reads the temporary table `publishing` (alias `p`), one row per root of the batch,
and the working table (alias `w`). Names come from model metadata, never from input.
"""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField
from django.db.models import ForeignKey

from core.facts import Facts, Texts, fact_fields
from core.fields import PartialDateField
from prisoners.models import Official
from register import models as register
from register.publishing.roots import CATALOGUES

CATALOGUE_MODELS = {working for working, _ in CATALOGUES}
# Of withheld people the region stays; the facility and the judge go.
COARSENED = {"facility", "judge"}
# A fact that names an official needs a source that the public may see: for the row, or for the record.
HAS_SOURCE = """EXISTS (SELECT FROM sources_citation said
    JOIN sources_source its_source ON its_source.id = said.source_id AND NOT its_source.is_confidential
   WHERE said.record_id = p.public_id AND NOT said.is_confidential AND said.stance = 'supports'
     AND (said."row" = w.code AND said.field IN ('', '{field}') OR said."row" IS NULL AND said.field = ''))"""
STAY_REGION = """CASE WHEN p.is_withheld AND w.region = '' THEN COALESCE(
    (SELECT f.region FROM prisoners_facility f WHERE f.id = w.facility_id AND NOT f.is_confidential), '')
    ELSE w.region END"""


@dataclass(frozen=True)
class Column:
    """`name` in the register, `value` as SQL over the working row, the joins that it needs."""

    name: str
    value: str
    joins: str = ""
    parent: type | None = None


def table(model):
    return f'"{model._meta.db_table}"'


def empty_value(field):
    """SQL of what a sealed field shows."""
    if isinstance(field, ArrayField):
        return "'{}'"
    if field.null:
        return "NULL"
    if field.choices and "unknown" in dict(field.choices):
        return "'unknown'"
    return "''"


def columns(working, published, *, is_person, can_be_sealed=False):
    """The columns of `published` that the facts of `working` fill, coarsened where withheld."""
    return [
        _column(field, published, is_person=is_person, can_be_sealed=can_be_sealed)
        for field in fact_fields(working, Facts)
    ]


def _column(field, published, *, is_person, can_be_sealed):
    if isinstance(field, ForeignKey):
        return _link(field, published, is_person=is_person)
    value = f'w."{field.column}"'
    if published is register.Stay and field.name == "region":
        return Column(field.column, STAY_REGION)
    if is_person and isinstance(field, PartialDateField):
        value = f"CASE WHEN p.is_withheld THEN to_the_month({value}) ELSE {value} END"
    if can_be_sealed:
        value = sealed(field, value)
    return Column(field.column, value)


def sealed(field, value):
    return f"CASE WHEN '{field.name}' = ANY(w.sealed_fields) THEN {empty_value(field)} ELSE {value} END"


def _link(field, published, *, is_person):
    target, alias = field.related_model, f"to_{field.name}"
    if target not in CATALOGUE_MODELS:
        # A part of the same root: named by its code, which both sides know.
        return Column(
            field.column,
            f"{alias}.code",
            f'JOIN {table(target)} {alias} ON {alias}.id = w."{field.column}"',
            parent=published._meta.get_field(field.name).related_model,
        )
    kind = "LEFT JOIN" if field.null else "JOIN"
    join = f'{kind} {table(target)} {alias} ON {alias}.id = w."{field.column}" AND NOT {alias}.is_confidential'
    value = f"{alias}.id"
    if is_person and field.null and field.name in COARSENED:
        value = f"CASE WHEN p.is_withheld THEN NULL ELSE {value} END"
    if is_person and target is Official:
        value = f"CASE WHEN {alias}.id IS NOT NULL AND {HAS_SOURCE.format(field=field.name)} THEN {value} END"
    return Column(field.column, value, join)


def rows_of_part(kind, pair):
    """SELECT root_id, entry_id, is_new_version, source_id, code and the published columns of one part table."""
    is_person = kind.kind == "prisoner"
    made = [
        *columns(pair.working, pair.published, is_person=is_person),
        *SPECIAL.get(pair.published.__name__, ()),
    ]
    selected = "".join(f', {c.value} AS "{c.name}"' for c in made)
    joins = " ".join(c.joins for c in made)
    return made, (
        f"SELECT p.root_id, p.entry_id, p.is_new_version, w.id AS source_id, w.code{selected} "
        f"FROM {table(pair.working)} w "
        f"JOIN publishing p ON p.root_id = w.{kind.root_column} {joins} WHERE {pair.only_if}"
    )


def rows_of_root(kind):
    """SELECT root_id and the published fact columns of the root itself."""
    is_person = kind.kind == "prisoner"
    made = [
        *columns(kind.working, kind.version, is_person=is_person, can_be_sealed=is_person),
        *SPECIAL.get(kind.version.__name__, ()),
    ]
    selected = "".join(f', {c.value} AS "{c.name}"' for c in made)
    joins = " ".join(c.joins for c in made)
    return made, (
        f"SELECT p.root_id{selected} FROM {table(kind.working)} w JOIN publishing p ON p.root_id = w.id {joins}"
    )


def texts_of(model):
    """The text columns of a working model."""
    return fact_fields(model, Texts)


# A record is public when the register shows it now, or will when all that is published with it is done.
IN_BATCH = "EXISTS (SELECT FROM published_together also WHERE also.public_id = {record}.public_id)"
IS_PUBLIC = f"({{record}}.published_revision IS NOT NULL OR {IN_BATCH})"

# Lengths of prison of the sentence parts `s`: a year is 365.25 days, a month 30.4375.
PRISON_PART = "s.kind = 'imprisonment' AND COALESCE(s.years, s.months, s.days::int) IS NOT NULL"
PRISON_DAYS = """sum(round(COALESCE(s.years, 0) * 365.25 + COALESCE(s.months, 0) * 30.4375
               + COALESCE(s.days, 0)))"""

# What a verdict says of prison. A conviction whose sentence nobody stated may be one to prison.
PRISON = f"""
    LEFT JOIN LATERAL (
        SELECT CASE WHEN bool_or(s.kind = 'death') THEN 'death'
                    WHEN bool_or(s.kind = 'life') THEN 'life'
                    WHEN bool_or(s.kind = 'imprisonment'
                                 AND COALESCE(s.years, s.months, s.days::int) IS NULL) THEN 'unknown'
                    WHEN bool_or(s.kind = 'imprisonment') THEN 'term'
                    WHEN count(*) = 0 AND w.outcome = 'convicted' THEN 'unknown'
                    ELSE '' END AS kind,
               ({PRISON_DAYS} FILTER (WHERE {PRISON_PART}))::int AS days
          FROM prisoners_sentencepart s WHERE s.verdict_id = w.id
    ) prison ON TRUE"""

# Made from other rows: what a verdict says of prison; links to other roots, by public id, only while
# those are public themselves.
SPECIAL = {
    "Verdict": (
        Column("prison", "prison.kind", PRISON),
        Column("prison_days", "prison.days"),
    ),
    "Relation": (
        Column(
            "other_id",
            "other.public_id",
            "JOIN prisoners_prisoner other ON other.id = w.other_id "
            "JOIN sources_record other_record ON other_record.public_id = other.public_id AND "
            + IS_PUBLIC.format(record="other_record"),
        ),
    ),
    "Beneficiary": (
        Column(
            "prisoner_id",
            "COALESCE(person_record.public_id, '')",
            "LEFT JOIN prisoners_prisoner person ON person.id = w.prisoner_id "
            "LEFT JOIN sources_record person_record ON person_record.public_id = person.public_id AND "
            + IS_PUBLIC.format(record="person_record"),
        ),
    ),
    "ClaimEntry": (
        Column(
            "about_id",
            "COALESCE(about_record.public_id, '')",
            "LEFT JOIN sources_record about_record ON about_record.public_id = w.about_id AND "
            + IS_PUBLIC.format(record="about_record"),
        ),
    ),
}
