"""Rows with marks in the tables of the office: receipts, approvals, remarks, logs, whatever comes."""

import contextlib

from django.apps import apps
from django.contrib.auth.models import User
from django.db import DatabaseError, models, transaction
from pghistory.models import Event

from office.models import AuditLink, Tip
from sources.models import Record
from tests.canaries.planting import HASHES

MADE_BY_THE_DATABASE = {AuditLink}
# Readers leave these, through a function; staff may not make any.
LEFT_BY_READERS = {Tip}
# Either the text or what is sealed of it.
WITHOUT = {(Tip, "sealed")}


def office_models():
    return [
        model
        for model in apps.get_app_config("office").get_models()
        if not issubclass(model, Event)
        and model._meta.managed
        and not model._meta.proxy
        and model not in MADE_BY_THE_DATABASE
    ]


def plant_office(marks, staff, record):
    """{model: a row of it}, every field full of marks; links lead to `staff` and to `record`."""
    rows = {User: staff, Record: record}
    for model in office_models():
        _row(model, rows, marks)
    return rows


def _row(model, rows, marks):
    if model not in rows:
        values = {}
        for field in model._meta.local_fields:
            if (model, field.name) in WITHOUT:
                continue
            value = _value(model, field, rows, marks)
            if value is not None:
                values[field.name] = value
        rows[model] = _first_accepted(model, values)
    return rows[model]


def _first_accepted(model, values):
    """The row with all marks; without moments, then without links, where two of them exclude each other."""

    def without(*kinds):
        fields = model._meta.get_field
        return {
            name: value
            for name, value in values.items()
            if not (fields(name).null and isinstance(fields(name), kinds))
        }

    rows = model.objects.using("owner" if model in LEFT_BY_READERS else "default")
    links, moments = models.ForeignKey, models.DateTimeField
    for some in (values, without(moments)):
        with contextlib.suppress(DatabaseError), transaction.atomic(using=rows.db):
            return rows.create(**some)
    return rows.create(**without(moments, links))


def _value(model, field, rows, marks):
    target = field.related_model
    if target:
        if target is model:
            return None
        known = target in rows or target in office_models()
        return _row(target, rows, marks) if known and not field.null else rows.get(target)
    if field.primary_key or field.generated or field.get_internal_type() == "BooleanField":
        return None
    where = f"office {model._meta.label}.{field.name}"
    if field.choices:
        return None if field.blank else field.flatchoices[0][0]
    if field.name in HASHES or field.name.endswith("_sha256"):
        return marks.hash(where)
    value = marks.value(field, where)
    return 1 if value is None and isinstance(field, models.IntegerField) else value
