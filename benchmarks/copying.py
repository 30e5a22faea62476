"""Rows into working tables by COPY, as fast as PostgreSQL takes them."""

import io

from django.db import models


class Table:
    """Collects rows of one model; a column that is not given gets the model's default."""

    def __init__(self, model):
        fields = [f for f in model._meta.local_concrete_fields if not f.generated]
        self.name = model._meta.db_table
        self.columns = [f.column for f in fields]
        self.default = {f.column: _default(f) for f in fields}
        self.rows = io.StringIO()
        self.count = 0

    def add(self, **values):
        row = {**self.default, **values}
        self.rows.write("\t".join([_text(row[name]) for name in self.columns]))
        self.rows.write("\n")
        self.count += 1

    def flush(self, cursor):
        self.rows.seek(0)
        listed = ", ".join(f'"{name}"' for name in self.columns)
        cursor.copy_expert(f"COPY {self.name} ({listed}) FROM STDIN", self.rows)
        self.rows = io.StringIO()

    def set_sequence(self, cursor):
        """The next row that the application adds gets a free id."""
        if "id" in self.columns:
            cursor.execute(f"SELECT setval('{self.name}_id_seq', {self.count + 1}, false)")


def _default(field):
    """What an empty form would store; codes and ids are always given."""
    if field.null or isinstance(field, models.ForeignKey) or field.column in ("id", "code"):
        return None
    return field.get_default()


def _text(value):
    """A value in PostgreSQL's COPY text format."""
    if isinstance(value, str):
        if "\\" in value or "\n" in value or "\t" in value:
            value = value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
        return value
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, list):
        return "{" + ",".join(map(str, value)) + "}"
    return str(value)
