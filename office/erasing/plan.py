"""Which rows go with an erased person, found in the models, so that nobody has to remember a new one.

A row goes when it points to the person or to the person's record, when a version of the person points
to it, or when it lies within such a row. Each is told as an SQL condition over arrays of the
function that deletes: `ids` (public ids), `pks` (numbers of prisoners), `codes` (permanent names of
their rows).
"""

from functools import cache

from django.apps import apps
from django.db import models
from pghistory.models import Event

from prisoners.models import Prisoner
from register import models as register
from sources.models import Evidence, Record, Root, Source

# Columns of public ids that are no links: rows that name an erased person there go.
NAMED = {
    "office.ImportLine.public_id",
    "office.ImportRow.owner",
    "office.ImportedLine.owner",
    "office.Tip.about",
    "prisoners.NameToIndex.public_id",
    "prisoners.SearchedName.public_id",
    "register.Beneficiary.prisoner_id",
    "register.Change.public_id",
    "register.Citation.public_id",
    "register.Entry.public_id",
    "register.ExternalId.public_id",
    "register.Identity.public_id",
    "register.Name.public_id",
    "register.Photo.public_id",
    "register.Redirect.into",
    "register.Redirect.public_id",
    "register.Relation.other_id",
    "register.SearchedName.public_id",
    "register.Text.public_id",
    "register.Tombstone.public_id",
}
# Columns with the permanent name of a row: what is said of an erased row goes.
BY_CODE = {
    "office.ImportRow.ident",
    "register.Citation.row",
    "register.Text.code",
    "sources.Citation.row",
}
# Where a public id may stay, and why.
STAYS = {
    "office.Erasure.public_id": "It says that the person was erased.",
    "office.Erasure.with_ids": "It says that the person was erased.",
    "office.Removal.record": "What it says is emptied.",
    "register.ActEntry.public_id": "Of an act, never of a person.",
    "register.ClaimEntry.about_id": "A public id alone says nothing.",
    "register.ClaimEntry.public_id": "Of a claim, never of a person.",
    "register.PageEntry.public_id": "Of a page, never of a person.",
    "sources.CountClaim.about": "A public id alone says nothing.",
    "sources.Record.merged_into": "Emptied: an erased record is part of none.",
    "sources.Record.public_id": "A public id is never used again.",
}
SOURCES = {Source, register.Source}


def label_of(field):
    """`app.Model.field`; a table of history goes by the name of what it is the history of."""
    return f"{subject_of(field.model)._meta.label}.{field.name}"


@cache
def tables():
    """Every model with a table of its own, links of many to many and history included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]


@cache
def rows():
    """{model: SQL condition} of all but history; what lies within a row comes before that row."""
    found = {model: _direct(model) for model in tables() if not is_history(model)}
    found = {model: conditions for model, conditions in found.items() if conditions}
    found[Prisoner] = ["public_id = ANY(ids)"]
    while more := dict(_within(found)):
        found |= more
    return {model: " OR ".join(found[model]) for model in _inside_first(found)}


@cache
def history():
    """{event model: SQL condition}: every event of a row that ever was the person's."""
    gone, found = rows(), {}
    for event in filter(is_history, tables()):
        tracked = event.pgh_tracked_model
        conditions = ["public_id = ANY(ids)"] if tracked is Record else _direct(event)
        if _has(event, "pgh_obj"):
            table = event._meta.db_table
            ever = [f"SELECT pgh_obj_id FROM {table} WHERE {each}" for each in conditions]
            if not ever and tracked in gone:
                ever = [
                    f"SELECT {_key(tracked)} FROM {tracked._meta.db_table} WHERE {gone[tracked]}"
                ]
            conditions = [f"pgh_obj_id IN ({each})" for each in ever]
        if conditions:
            found[event] = " OR ".join(conditions)
    return found


def coded():
    """[(model, condition)] of the rows and events with a permanent name of their own."""
    return [
        (model, condition)
        for model, condition in (history() | rows()).items()
        if _has(model, "code") and isinstance(model._meta.get_field("code"), models.UUIDField)
        if f"{subject_of(model)._meta.label}.code" not in BY_CODE
        if model._meta.app_label != "register"
    ]


def files(conditions):
    """[(model, file field, condition)] of the kept files whose rows go."""
    return [
        (model, field, condition)
        for model, condition in conditions.items()
        for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    ]


def uses_of(source):
    """[(model, column)] of the links to a source by which it is somebody else's too."""
    return links_to(source, (m for m in tables() if not is_history(m) and m is not Evidence))


def uses_of_evidence():
    return links_to(Evidence, (model for model in tables() if not is_history(model)))


def links_to(target, among):
    """[(model, column)] of the links to `target` `among` some models."""
    return [
        (model, field.column)
        for model in among
        for field in model._meta.local_fields
        if field.is_relation and field.remote_field.model is target and field.name != "pgh_obj"
    ]


def is_history(model):
    return issubclass(model, Event) and hasattr(model, "pgh_tracked_model")


def _direct(model):
    """Conditions by the columns of the model itself."""
    if issubclass(subject_of(model), Root) and subject_of(model) is not Prisoner:
        return []
    return [
        f'"{field.column}"{says}' for field in model._meta.local_fields if (says := _says(field))
    ]


def _says(field):
    label, target = label_of(field), field.remote_field.model if field.is_relation else None
    if label in STAYS or field.name == "pgh_obj" or field.model is Record:
        return ""
    if target is Prisoner:
        return " = ANY(pks)"
    if target is Record or label in NAMED:
        return " = ANY(ids)"
    if target is register.Entry:
        return " IN (SELECT id FROM register_entry WHERE public_id = ANY(ids))"
    if label in BY_CODE:
        return " = ANY(codes)" if isinstance(field, models.UUIDField) else " = ANY(codes::text[])"
    return ""


def _within(found):
    """(model, conditions) of models that have no link to the person but one to what goes."""
    for model in tables():
        if is_history(model) or model in found or model in SOURCES or model is Evidence:
            continue
        conditions = [
            f'"{field.column}" IN (SELECT {_key(parent)} FROM {parent._meta.db_table} '
            f"WHERE {' OR '.join(found[parent])})"
            for field in model._meta.local_fields
            if field.is_relation and (parent := field.remote_field.model) in found
            if field.remote_field.on_delete is not models.SET_NULL
        ]
        if conditions:
            yield model, conditions


def _inside_first(found):
    """The models in such an order that nothing is left that points to a row which is gone."""
    left, ordered = set(found), []
    while left:
        needed = {
            field.remote_field.model
            for model in left
            for field in model._meta.local_fields
            if field.is_relation and field.remote_field.model is not model
        }
        ready = sorted(left - needed, key=lambda model: model._meta.label)
        if not ready:
            raise ValueError(f"Tables point to each other in a circle: {left}")
        ordered += ready
        left -= set(ready)
    return ordered


def subject_of(model):
    """What a table of history is the history of; of any other, itself."""
    return getattr(model, "pgh_tracked_model", None) or model


def _has(model, name):
    return any(field.name == name for field in model._meta.local_fields)


def _key(model):
    return f'"{model._meta.pk.column}"'
