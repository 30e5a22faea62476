"""Every step of a merge, before and after: enough to take each one back.

Rows are kept as PostgreSQL writes them (`to_jsonb`), so that what comes back is what was there,
whatever the types of its columns. A step is a dictionary with `do` (update, delete, insert), `model`
and `pk`; an update has the changed columns `before` and `after`, the others the whole `row`.
"""

import json

from django.apps import apps
from django.db import connection

from sources.models import Citation


class Journal:
    """Changes rows and writes down what it did in `steps`."""

    def __init__(self):
        self.steps = []

    def update(self, model, pk, **values):
        """Set columns (by their names in Python) of one row."""
        before = read(model, pk)
        model._base_manager.filter(pk=pk).update(**values)
        after = read(model, pk)
        changed = [column for column in before if before[column] != after[column]]
        if changed:
            self._write(
                "update",
                model,
                pk,
                before={column: before[column] for column in changed},
                after={column: after[column] for column in changed},
            )

    def delete(self, model, pk):
        """Delete one row and the citations of it. Rows that still point to it are refused later."""
        row = read(model, pk)
        if "code" in row:
            for citation in Citation.objects.filter(row=row["code"]):
                self.delete(Citation, citation.pk)
        self._write("delete", model, pk, row=row)
        delete(model, pk)

    def insert(self, row):
        """Save a new row."""
        row.save(force_insert=True)
        self._write("insert", type(row), row.pk, row=read(type(row), row.pk))

    def _write(self, do, model, pk, **kept):
        self.steps.append({"do": do, "model": model._meta.label_lower, "pk": pk, **kept})


def model_of(step):
    return apps.get_model(step["model"])


def read(model, pk):
    """{column: value} of a row as JSON; None when it is not there. Generated columns are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT to_jsonb(t)::text FROM {_table(model)} t WHERE t.{_key(model)} = %s", [pk]
        )
        found = cursor.fetchone()
    if found is None:
        return None
    # Decimals as text: a float would not be the same number.
    row = json.loads(found[0], parse_float=str)
    return {column: row[column] for column in _columns(model)}


def put_back(model, row):
    """Insert a row that was deleted, under its old number."""
    listed = _listed(row)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_table(model)} ({listed}) "
            f"SELECT {listed} FROM jsonb_populate_record(NULL::{_table(model)}, %s::jsonb)",
            [json.dumps(row)],
        )


def set_back(model, pk, columns):
    """Give columns of a row the values that were kept."""
    listed = _listed(columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_table(model)} SET ({listed}) = (SELECT {listed} "
            f"FROM jsonb_populate_record(NULL::{_table(model)}, %s::jsonb)) WHERE {_key(model)} = %s",
            [json.dumps(columns), pk],
        )


def delete(model, pk):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_table(model)} WHERE {_key(model)} = %s", [pk])


def _columns(model):
    return [field.column for field in model._meta.concrete_fields if not field.generated]


def _listed(row):
    return ", ".join(f'"{column}"' for column in row)


def _table(model):
    return f'"{model._meta.db_table}"'


def _key(model):
    return f'"{model._meta.pk.column}"'
