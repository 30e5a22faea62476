"""Rows that both records have: found where only one can stand, suggested where they look alike."""

from dataclasses import dataclass

from django.db.models import UniqueConstraint

from core.facts import Facts, fact_fields
from prisoners.merging import values
from prisoners.merging.choices import ABSORBED, BOTH, KEPT, key_of
from prisoners.merging.citations import Loser, Place, carry_over, contradict
from prisoners.merging.links import children_of, ends_of, is_join_table, is_tie, links_to_person
from prisoners.models import Detention
from prisoners.models.part import PrisonerPart


@dataclass(frozen=True)
class Pair:
    """The same thing in both records. `preferred` says whose values stay where they differ."""

    kept: object
    absorbed: object
    preferred: str = KEPT

    @property
    def decided(self):
        return values.decisions(self.kept, self.absorbed, self.preferred)

    @property
    def contradicts(self):
        """Whether something would be lost, so that a person has to say whose values stay."""
        _changes, losers = decide(self.kept, self.absorbed, self.decided)
        return any(losers.values())


def only_one_stands(kept, absorbed):
    """[Pair] of rows of which the database takes one for each person: names, deaths, benefits …"""
    found = []
    for model, link in links_to_person():
        if is_join_table(model) or is_tie(model):
            continue
        for others, condition in _unique_with(model, link):
            rows = model._base_manager.filter(condition) if condition else model._base_manager.all()
            there = {_key(row, others): row for row in rows.filter(**{link.name: kept})}
            for row in rows.filter(**{link.name: absorbed}).order_by("pk"):
                key = _key(row, others)
                if None not in key and key in there:
                    found.append(Pair(there[key], row))
    return list({key_of(pair.absorbed): pair for pair in found}.values())


def _unique_with(model, link):
    """[(the other fields that are unique together with `link`, for which rows)]"""
    if link.unique:
        yield [], None
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and link.name in constraint.fields:
            others = [name for name in constraint.fields if name != link.name]
            yield [model._meta.get_field(name) for name in others], constraint.condition


def _key(row, fields):
    return tuple(getattr(row, field.attname) for field in fields)


def overlapping(kept, absorbed):
    """[Pair] of detentions that certainly overlap: nobody is in two at once."""
    return [
        Pair(there, row)
        for row in Detention.objects.filter(prisoner=absorbed, documented_days__isnull=False)
        for there in Detention.objects.filter(
            prisoner=kept, documented_days__overlap=row.documented_days
        )
    ]


def may_be_one(kept_row, absorbed_row):
    """Whether a person may say that two rows of one table tell the same.

    What only names (names, ids in other lists) is the same where it reads the same, and a place in
    an act or a tie between two people where both ends are: these pairs are found, not chosen.
    """
    model = type(kept_row)
    return (
        model is type(absorbed_row)
        and issubclass(model, PrisonerPart)
        and len(ends_of(model)) == 1
        and bool(fact_fields(model, Facts))
    )


def look_alike(kept_row, absorbed_row):
    """Whether two rows say nothing different, and say one telling thing alike: a day, a link, a number."""
    telling = False
    for field in fact_fields(type(kept_row), Facts):
        if field not in values.own_fields(type(kept_row)):
            continue
        one, other = values.value_of(kept_row, field), values.value_of(absorbed_row, field)
        if values.is_empty(field, one) or values.is_empty(field, other):
            continue
        if one != other:
            return False
        telling = telling or not (field.choices or isinstance(one, bool) or field.name == "country")
    return telling


def join(journal, pair, *, kept_id, absorbed_id):
    """Make one row of both: the kept one, with what the other knows besides.

    Rows that lie within the other row and its citations come along. The values that did not stay
    come back as told.
    """
    model, row, other = type(pair.kept), pair.kept, pair.absorbed
    changes, losers = decide(row, other, pair.decided, of={KEPT: kept_id, ABSORBED: absorbed_id})
    if hasattr(row, "code"):
        here, there = Place(_record_of(row), row.code), Place(_record_of(other), other.code)
        told = contradict(journal, here, losers[KEPT])
        told += carry_over(journal, here, there, losers[ABSORBED])
    else:
        told = [loser.as_told(False) for side in losers.values() for loser in side]
    for child, link in children_of(model):
        for each in child._base_manager.filter(**{link.name: other}):
            journal.update(child, each.pk, **{link.attname: row.pk})
    journal.delete(model, other.pk)
    journal.update(model, row.pk, **changes)
    return told


def _record_of(row):
    return (getattr(row, "act", None) or row.prisoner).record_id


NOBODY = {KEPT: "", ABSORBED: ""}


def decide(row, other, decided, *, of=NOBODY, hidden=()):
    """The columns to change in `row`, and the Losers of each side, for the choice of each field.

    `of` are the public ids of the sides, `hidden` names of fields that must not be published.
    """
    changes, losers = {}, {KEPT: [], ABSORBED: []}
    for field, choice in decided.items():
        stays = values.chosen(field, row, other, choice)
        if stays != values.value_of(row, field):
            changes[field.attname] = stays
        for side, loser in ((KEPT, row), (ABSORBED, other)):
            if choice != BOTH and values.is_lost(field, values.value_of(loser, field), stays):
                is_hidden = field.name in hidden or values.hides_its_target(loser, field)
                losers[side].append(Loser(field, values.stated(loser, field), of[side], is_hidden))
    return changes, losers
