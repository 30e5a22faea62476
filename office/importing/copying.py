"""Rows into a table by COPY, as fast as PostgreSQL takes them."""

import io
import json
import uuid


def copy_rows(cursor, model, columns, rows):
    """Write tuples into the columns of `model`; lists and dictionaries go as JSON."""
    table = model._meta.db_table
    names = ", ".join(f'"{model._meta.get_field(name).column}"' for name in columns)
    text = "".join("\t".join(map(_cell, row)) + "\n" for row in rows)
    cursor.copy_expert(f"COPY {table} ({names}) FROM STDIN", io.StringIO(text))


def as_json(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _cell(value):
    if value is None:
        return "\\N"
    if isinstance(value, dict | list):
        value = as_json(value)
    elif isinstance(value, bool):
        value = "t" if value else "f"
    return (
        str(value)
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
    )


def _plain(value):
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(type(value))
