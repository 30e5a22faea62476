"""Rows into a table by COPY, as fast as PostgreSQL takes them."""

import csv
import io
import json
import uuid
from functools import cache

EMPTY = {dict: "{}", list: "[]"}  # most are


def copy_rows(cursor, model, columns, rows):
    """Write tuples into the columns of `model`; lists and dictionaries go as JSON."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(
        [
            (as_json(value) if value else EMPTY[type(value)]) if type(value) in EMPTY else value
            for value in row
        ]
        for row in rows
    )
    text.seek(0)
    cursor.copy_expert(_statement(model, columns), text)


@cache
def _statement(model, columns):
    """In CSV nothing and an empty text look the same: only what may be null is nothing."""
    fields = [model._meta.get_field(name) for name in columns]
    names = ", ".join(f'"{field.column}"' for field in fields)
    texts = ", ".join(f'"{field.column}"' for field in fields if not field.null)
    options = f"FORMAT csv, FORCE_NOT_NULL ({texts})"
    return f"COPY {model._meta.db_table} ({names}) FROM STDIN WITH ({options})"


def _plain(value):
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(type(value))


as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
