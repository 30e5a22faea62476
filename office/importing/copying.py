"""Rows into a table by COPY, as fast as PostgreSQL takes them."""

import csv
import io
import json
import uuid
from functools import cache

EMPTY = {dict: "{}", list: "[]"}  # most are


def copy_rows(cursor, model, columns, rows):
    """Write tuples into the columns of `model`; lists and dictionaries are `as_json` already."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    text.seek(0)
    prepare, copy, insert = _statements(model, columns)
    cursor.execute(prepare)
    cursor.copy_expert(copy, text)
    cursor.execute(insert)


@cache
def _statements(model, columns):
    """In CSV nothing and an empty text look the same: only what may be null is nothing.

    PostgreSQL copies nothing into a table that hides rows from some, so rows go through another.
    """
    fields = [model._meta.get_field(name) for name in columns]
    names = ", ".join(f'"{field.column}"' for field in fields)
    texts = ", ".join(f'"{field.column}"' for field in fields if not field.null)
    table = model._meta.db_table
    return (
        f"CREATE TEMPORARY TABLE IF NOT EXISTS copied_{table} ON COMMIT DELETE ROWS"
        f" AS SELECT {names} FROM {table} WITH NO DATA; TRUNCATE copied_{table}",
        f"COPY copied_{table} ({names}) FROM STDIN WITH (FORMAT csv, FORCE_NOT_NULL ({texts}))",
        f"INSERT INTO {table} ({names}) SELECT {names} FROM copied_{table}",
    )


def _plain(value):
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(type(value))


# JSONEncoder makes such a one for every value, which takes as long as the encoding of a small one.
_pieces = json.encoder.c_make_encoder(
    None, _plain, json.encoder.encode_basestring, None, ":", ",", False, False, True
)


def as_json(value):
    return "".join(_pieces(value, 0)) if value else EMPTY.get(type(value)) or json.dumps(value)
