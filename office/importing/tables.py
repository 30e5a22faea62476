"""One working table by itself: a line is a row, its columns are named after the fields (`core.columns`).

This is what the admin exports. The file decides: what stands in it goes into the record, and a column
that is not there changes nothing. Lines are read in `table_lines`, compared in `table_staging`.
"""

from functools import cache

from django.db import connection

from core.columns import columns_of, key_of
from office.importing.targets import TABLES
from sources.models import Root

PREFIXES = {"prisoners": "RC", "acts": "CA", "claims": "CC"}


def link_within(imported, model):
    """Links between rows of one table, once all of them are there (a source derived from another)."""
    for column in within_of(model):
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                UPDATE {model._meta.db_table} t SET {column.field.column} = other.id
                  FROM office_importrow r, {model._meta.db_table} other
                 WHERE r.of_id = %s AND r.place = %s AND t.id = r.ident::bigint
                   AND other.{column.key_fields[0]} = r.said ->> %s
                   AND t.{column.field.column} IS DISTINCT FROM other.id
                """,
                [str(imported.pk), table_name(model), column.name],
            )


@cache
def ident_of(model):
    """The attribute whose value is the `ident` of a row; "" where that is the primary key."""
    if issubclass(model, Root):
        return "record_id"
    return "code" if any(field.name == "code" for field in model._meta.concrete_fields) else ""


@cache
def attributes_of_key(model):
    return tuple(model._meta.get_field(name).attname for name in key_of(model))


@cache
def many_of(model):
    """The names of the lists of links."""
    return tuple(column.attname for column in columns_of(model) if column.is_many)


@cache
def within_of(model):
    """The columns that lead to other rows of the same table."""
    return [each for each in columns_of(model) if each.target is model and not each.is_many]


@cache
def table_name(model):
    return next(name for name, each in TABLES.items() if each is model)
