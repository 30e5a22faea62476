"""Writes a row in every way that staff and imports do, and says how each is refused."""

import io
import json
from copy import copy

from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from sources.violations import check_now, explain

ALL_WAYS = ("form", "update", "bulk_create", "copy")


def refusal_of(write):
    """The sentence with which the database refuses what `write` does, "" when it takes it.

    Rules across rows are checked too. Nothing stays written.
    """
    try:
        with transaction.atomic():
            write()
            check_now()
            transaction.set_rollback(True)
    except DatabaseError as error:
        return explain(error)
    return ""


def refusals(row, changes, ways=ALL_WAYS):
    """{way of writing: sentence} when the fields `changes` of the saved `row` are written."""
    return {way: WAYS[way](row, changes) for way in ways}


def _form(row, changes):
    changed = _changed(row, changes, is_new=False)
    try:
        changed.full_clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _update(row, changes):
    return refusal_of(lambda: type(row).objects.filter(pk=row.pk).update(**changes))


def _bulk_create(row, changes):
    return refusal_of(lambda: replace_in_bulk(row, changes))


def _copy(row, changes):
    return refusal_of(lambda: replace_by_copy(row, changes))


def replace_in_bulk(row, changes):
    """The row goes, a copy of it comes: it must not be refused for being there twice."""
    new = _changed(row, changes)
    type(row).objects.get(pk=row.pk).delete()
    new.pk = None
    type(row).objects.bulk_create([new])
    return new


def replace_by_copy(row, changes):
    """The same as imports write: COPY into a temporary table, and from there; returns the new id."""
    changed = _changed(row, changes)
    values = {
        field.column: field.get_db_prep_save(getattr(changed, field.attname), connection)
        for field in row._meta.local_concrete_fields
        if not field.generated
    }
    values["id"] = row.pk + 1_000_000
    listed = ", ".join(f'"{name}"' for name in values)
    table = f'"{row._meta.db_table}"'

    type(row).objects.get(pk=row.pk).delete()
    with connection.cursor() as cursor:
        as_json = cursor.mogrify("%s", [json.dumps(values, default=_plain)]).decode()
        lines = io.StringIO()
        cursor.copy_expert(
            f"COPY (SELECT {listed} FROM jsonb_populate_record(NULL::{table}, {as_json})) TO STDOUT",
            lines,
        )
        lines.seek(0)
        cursor.execute(
            f"DROP TABLE IF EXISTS copied; CREATE TEMPORARY TABLE copied AS SELECT {listed} FROM {table} WITH NO DATA"
        )
        cursor.copy_expert(f"COPY copied ({listed}) FROM STDIN", lines)
        cursor.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM copied")
    return values["id"]


def _plain(value):
    return getattr(value, "adapted", None) or str(value)


def _changed(row, changes, is_new=True):
    """A copy of `row` with the fields changed; a new one gets an id and a code of its own."""
    model = type(row)
    new = copy(model.objects.get(pk=row.pk))
    for name, value in changes.items():
        setattr(new, name, value)
    for field in model._meta.local_concrete_fields:
        if (
            is_new
            and field.name in {"record", "code"}
            and field.has_default()
            and not field.editable
        ):
            setattr(new, field.attname, field.get_default())
    return new


WAYS = {"form": _form, "update": _update, "bulk_create": _bulk_create, "copy": _copy}
