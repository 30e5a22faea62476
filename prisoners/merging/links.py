"""Which rows belong to a person: found in the models, so that nobody has to remember a new one."""

from functools import lru_cache

from django.apps import apps
from pghistory.models import Event

from prisoners.models import Merge, Prisoner
from prisoners.models.part import NestedPart, PrisonerPart
from sources.models import Record


@lru_cache
def links_to_person():
    """[(model, field)] of the rows that belong to a prisoner, tables of many-to-many links included.

    The history stays where it was written. Rows within rows come last: they follow their parents.
    """
    found = [link for link in _links_to(Prisoner) if _is_entered(link[0])]
    return sorted(found, key=lambda link: (depth(link[0]), link[0]._meta.label))


@lru_cache
def computed_of_person():
    """[(model, field)] of rows that have no history: they were computed, and can be again."""
    return [
        (model, field)
        for model, field in _links_to(Prisoner)
        if not _is_entered(model) and not issubclass(model, Event)
    ]


@lru_cache
def links_to_record():
    """[(model, field)] of the working rows that speak of a record.

    Not the roots, nor what was decided about the record: approvals, remarks and merges stay with it.
    """
    return [
        (model, field)
        for model, field in _links_to(Record)
        if model in _tracked() and not field.one_to_one and model not in (Record, Merge)
    ]


def _is_entered(model):
    return model in _tracked() or is_join_table(model)


@lru_cache
def _tracked():
    return {getattr(model, "pgh_tracked_model", None) for model in apps.get_models()}


def _links_to(target):
    for relation in target._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            yield relation.related_model, relation.field


def is_join_table(model):
    """Whether Django made the table for a many-to-many field."""
    return bool(model._meta.auto_created)


def ends_of(model):
    """The fields of `model` that point to a prisoner."""
    return [link for owner, link in links_to_person() if owner is model]


def is_tie(model):
    """Whether a row says something of two people, and belongs to neither."""
    return len(ends_of(model)) > 1 and not issubclass(model, PrisonerPart)


def rows_of(person):
    """{model: [its rows that point to the person]}, without rows of join tables."""
    found = {}
    for model, link in links_to_person():
        if not is_join_table(model):
            rows = model._base_manager.filter(**{link.name: person}).order_by("pk")
            found.setdefault(model, []).extend(rows)
    return {model: rows for model, rows in found.items() if rows}


def parents_of(model):
    """The fields by which a row lies within another row of the same person."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.remote_field and issubclass(field.remote_field.model, PrisonerPart)
    ]


def children_of(model):
    """[(model, field)] of the rows that lie within a row of `model`."""
    return [(child, field) for child, field in _links_to(model) if not issubclass(child, Event)]


@lru_cache
def depth(model):
    """0 for a row of the person, 1 for a row within such a row, and so on."""
    if not issubclass(model, NestedPart):
        return 0
    return 1 + max(depth(field.remote_field.model) for field in parents_of(model))
