"""The rules of one row, asked of a thousand rows at once before anything is written.

They are the check constraints that PostgreSQL itself keeps, read from its catalogue and asked of a
temporary table with the same columns, generated ones included. So no rule is written twice.
"""

import re
from collections import defaultdict
from functools import cache

from django.db import connection

from office.importing.catalogue import TO_BE_MADE
from office.importing.copying import as_json
from sources.violations import sentence_of

MOST_KEPT = 5_000


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
    """Keeps the temporary tables of one connection, and what was asked already.

    Rows of a list differ in names and numbers, seldom in what a rule is about: the same is asked once.
    """

    def __init__(self):
        self.rules = {}
        self.known = defaultdict(dict)  # {model: {values that rules are about: sentence or None}}

    def refused(self, rows):
        """{place in `rows`: sentence} of those that break a rule; `rows` are (model, values)."""
        by_model = defaultdict(list)
        for place, (model, values) in enumerate(rows):
            by_model[model].append((place, values))
        found = {}
        for model, some in by_model.items():
            found |= self._of_model(model, some)
        return found

    def _of_model(self, model, rows):
        if model not in self.rules:
            self.rules[model] = _rules(model)
        if not self.rules[model]:
            return {}
        columns = _columns(model, tuple(rule for _name, rule in self.rules[model]))
        keys = [(place, _values(values, columns)) for place, values in rows]
        known = self.known[model]
        if len(known) > MOST_KEPT:
            known.clear()
        if unknown := list({key for _place, key in keys} - known.keys()):
            known |= dict.fromkeys(unknown) | self._broken(model, columns, unknown)
        return {place: known[key] for place, key in keys if known[key]}

    def _broken(self, model, columns, keys):
        """{key: sentence} of those that break a rule."""
        table, names = _checked(model), [column for column, _attname, _default in columns]
        said = [
            {"checked_row": place} | dict(zip(names, key, strict=True))
            for place, key in enumerate(keys)
        ]
        listed = ", ".join(f'"{name}"' for name in ("checked_row", *names))
        cases = " ".join(f"WHEN NOT ({rule}) THEN '{name}'" for name, rule in self.rules[model])
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table}")
            cursor.execute(
                f"INSERT INTO {table} ({listed}) SELECT {listed} "
                f"FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)",
                [as_json(said)],
            )
            cursor.execute(
                f"SELECT checked_row, broken FROM (SELECT checked_row, CASE {cases} END AS broken FROM {table}) c "
                "WHERE broken IS NOT NULL"
            )
            return {keys[place]: sentence_of(name) or name for place, name in cursor.fetchall()}


def _checked(model):
    return f"checked_{model._meta.db_table}"


def _rules(model):
    """[(name, SQL)] of the check constraints of a table; its twin is there afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {_checked(model)} "
            f"(LIKE {model._meta.db_table} INCLUDING GENERATED, checked_row integer)"
        )
        for field in model._meta.concrete_fields:
            cursor.execute(
                f'ALTER TABLE {_checked(model)} ALTER COLUMN "{field.column}" DROP NOT NULL'
            )
        cursor.execute(
            "SELECT conname, pg_get_expr(conbin, conrelid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'c'",
            [model._meta.db_table],
        )
        return cursor.fetchall()


@cache
def _columns(model, rules):
    """[(column, attribute, default)] of what rules are about.

    A generated column is called after the one that it is made from: born_on_days after born_on.
    """
    return [
        (field.column, field.attname, defaults_of(model).get(field.column))
        for field in model._meta.concrete_fields
        if not field.generated and any(re.search(rf"\b{field.column}", rule) for rule in rules)
    ]


def _values(values, columns):
    found = [values.get(attname, default) for _column, attname, default in columns]
    return tuple(
        [
            (0 if each.startswith(TO_BE_MADE) else each)  # it will have a key
            if type(each) is str
            else (tuple(each) if type(each) is list else each)
            for each in found
        ]
    )
