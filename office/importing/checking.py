"""The rules of one row, asked of a thousand rows at once before anything is written.

They are the check constraints that PostgreSQL itself keeps, read from its catalogue and asked of a
temporary table with the same columns, generated ones included. So no rule is written twice.
"""

from functools import cache

from django.db import connection, models

from office.importing.catalogue import TO_BE_MADE
from office.importing.copying import as_json
from sources.violations import sentence_of


@cache
def defaults_of(model):
    """{column: value} of a new row of which nothing is said; keys and links upwards are left out."""
    row, found = model(), {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.generated or field.name in ("code", "record"):
            continue
        value = getattr(row, field.attname)
        if value is not None:
            found[field.column] = (
                value if isinstance(value, bool | int | str | list) else str(value)
            )
    return found


class Checks:
    """Keeps the temporary tables of one connection."""

    def __init__(self):
        self.rules = {}

    def refused(self, rows):
        """{place in `rows`: sentence} of those that break a rule; `rows` are (model, values)."""
        by_model = {}
        for place, (model, values) in enumerate(rows):
            by_model.setdefault(model, []).append((place, values))
        found = {}
        for model, some in by_model.items():
            found |= self._of_model(model, some)
        return found

    def _of_model(self, model, rows):
        with connection.cursor() as cursor:
            table = f"checked_{model._meta.db_table}"
            rules = self._rules(cursor, model, table)
            if not rules:
                return {}
            columns = [f.column for f in model._meta.concrete_fields if not f.generated]
            names = ", ".join(f'"{name}"' for name in columns)
            said = [{"checked_row": place, **_columns(model, values)} for place, values in rows]
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(
                f"INSERT INTO {table} (checked_row, {names}) SELECT checked_row, {names} "
                f"FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)",
                [as_json(said)],
            )
            cases = " ".join(f"WHEN NOT ({rule}) THEN '{name}'" for name, rule in rules)
            cursor.execute(
                f"SELECT checked_row, broken FROM (SELECT checked_row, CASE {cases} END AS broken FROM {table}) c "
                "WHERE broken IS NOT NULL"
            )
            return {place: sentence_of(name) or name for place, name in cursor.fetchall()}

    def _rules(self, cursor, model, table):
        if model not in self.rules:
            cursor.execute(
                f"CREATE TEMPORARY TABLE IF NOT EXISTS {table} "
                f"(LIKE {model._meta.db_table} INCLUDING GENERATED, checked_row integer)"
            )
            for field in model._meta.concrete_fields:
                cursor.execute(f'ALTER TABLE {table} ALTER COLUMN "{field.column}" DROP NOT NULL')
            cursor.execute(
                "SELECT conname, pg_get_expr(conbin, conrelid) FROM pg_constraint "
                "WHERE conrelid = %s::regclass AND contype = 'c'",
                [model._meta.db_table],
            )
            self.rules[model] = cursor.fetchall()
        return self.rules[model]


@cache
def _names(model):
    """({attribute: column} where they differ, the attributes that are links)."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    renamed = {f.attname: f.column for f in fields if f.attname != f.column}
    return renamed, [f.attname for f in fields if isinstance(f, models.ForeignKey)]


def _columns(model, values):
    found = defaults_of(model) | values
    renamed, links = _names(model)
    for attname in links:
        value = found.get(attname)
        if isinstance(value, str) and value.startswith(TO_BE_MADE):
            found[attname] = 0
    for attname, column in renamed.items():
        if attname in found:
            found[column] = found.pop(attname)
    return found
