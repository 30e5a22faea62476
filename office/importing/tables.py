"""One working table by itself: a line is a row, its columns are named after the fields (`core.columns`).

This is what the admin exports. A row is found by its code, its public id or the key of its catalogue,
and a line without one by saying exactly what a row says already; so the same file twice changes
nothing. The file decides: what stands in it goes into the record, and a column that is not there
changes nothing.
"""

import hashlib
import json
import uuid
from functools import cache

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from core.columns import CannotRead, columns_of, key_of
from core.public_ids import new_public_id
from office.importing.line import Line, Row
from office.importing.staging import Person, Planned, Staging, plain
from office.importing.targets import TABLES
from sheets import SURPLUS

PREFIXES = {"prisoners": "RC", "acts": "CA", "claims": "CC"}


class TableReader:
    """Reads the lines of a file of one table."""

    def __init__(self, profile, columns, catalogues=None):
        self.profile, self.model = profile, TABLES[profile.rows]
        known = {column.name: column for column in columns_of(self.model) if not column.is_many}
        self.plan, self.unread = [], []
        for name in columns:
            said = profile.columns.get(name)
            target = said.to[0] if said and said.to else name
            if target in known:
                self.plan.append((name, said, known[target]))
            elif name not in profile.ignore:
                self.unread.append(name)
        self.missing = [name for name in profile.columns if name not in columns]
        self.found = {}

    def read(self, number, cells):
        line = Line(number, {name: text for name, text in cells.items() if name is not SURPLUS})
        if surplus := cells.get(SURPLUS):
            line.fault("", "; ".join(surplus), _("more cells than there are columns"), refuses=True)
        row = line.rows[self.profile.rows] = Row(self.profile.rows, self.model)
        for name, said, column in self.plan:
            text = cells.get(name, "")
            text = "" if text in self.profile.missing else text
            text = said.values.get(text, text) if said else text
            try:
                value = self._value(column, text)
            except CannotRead as error:
                is_needed = bool(column.key_fields) or column.attname in key_of(self.model)
                line.fault(name, text, error, refuses=is_needed)
                continue
            row.values[column.attname] = value
            row.said[column.name] = text
        said = json.dumps(row.said, ensure_ascii=False, sort_keys=True)
        line.key = f"line:{hashlib.sha256(said.encode()).hexdigest()[:32]}"
        return line

    def _value(self, column, text):
        if column.target is self.model:  # a link within the table: its row may come later
            return None
        if not column.key_fields:
            return plain(column.read(text))
        if (column.name, text) not in self.found:
            if len(self.found) > 100_000:
                self.found.clear()
            self.found[column.name, text] = plain(column.read(text))
        return self.found[column.name, text]


class TableStaging(Staging):
    """Compares the lines of one table with its rows."""

    def _people(self, lines):
        usable = [line for line in lines if not line.is_refused]
        self.here = self._rows_here(usable)
        return {line.number: Person("-") for line in usable}

    def _looked_at(self, lines, people):
        return set()

    @property
    def model(self):
        return self.reader.model

    @property
    def _ident(self):
        """The field whose value is the `ident` of a row."""
        names = {field.name for field in self.model._meta.concrete_fields}
        return "code" if "code" in names else "record_id" if "record" in names else ""

    def _rows_here(self, lines):
        """{key of a row: its values} of the rows that the lines name."""
        keys = {self._key_of(line.rows[self.reader.profile.rows].values) for line in lines}
        keys.discard(None)
        names, found = key_of(self.model), {}
        if not keys:
            return found
        wanted = Q()
        if len(names) == 1:
            wanted = Q(**{f"{names[0]}__in": [key[0] for key in keys]})
        else:
            for key in keys:
                wanted |= Q(**dict(zip(names, key, strict=True)))
        for row in self.model.objects.filter(wanted):
            found[tuple(plain(getattr(row, name)) for name in names)] = row
        return found

    def _key_of(self, values):
        key = tuple(values.get(name) for name in key_of(self.model))
        return None if key[0] in (None, "") else key

    def _rows(self, line, person):
        row = line.rows[self.reader.profile.rows]
        key = self._key_of(row.values)
        there = self.here.get(key) if key else self._same(row)
        planned = self._changing(row, there) if there else self._making(row, key)
        planned.owner = self._owner(row, planned)
        return [planned] if planned.outcome else []

    def _same(self, row):
        """A row that says exactly this already."""
        said = {name: value for name, value in row.values.items() if name != self._ident}
        return self.model.objects.filter(**said).first() if said else None

    def _changing(self, row, there):
        values = {
            name: value
            for name, value in row.values.items()
            if name in row.values and plain(getattr(there, name)) != value
        }
        before = {name: getattr(there, name) for name in values}
        ident = str(getattr(there, self._ident or "pk"))
        return Planned(row, ident, "changed" if values else "", values, before)

    def _making(self, row, key):
        if self._ident == "code":
            ident = str(row.values.get("code") or uuid.uuid4())
        elif self._ident == "record_id":
            ident = row.values.get("record_id") or new_public_id(PREFIXES[self.reader.profile.rows])
        else:
            ident = self._next_id(self.model)
        planned = Planned(row, ident, "new", {k: v for k, v in row.values.items() if v is not None})
        if key:
            self.here[key] = None
        return planned

    def _about(self, _person, rows):
        return rows[0].owner if rows else ""

    def _owner(self, row, planned):
        if self._ident == "record_id":
            return planned.ident
        for name in ("prisoner_id", "act_id"):
            if pk := row.values.get(name):
                return _public_id(self.model._meta.get_field(name).remote_field.model, pk)
        return row.values.get("record_id") or ""


def link_within(imported, model):
    """Links between rows of one table, once all of them are there (a source derived from another)."""
    for column in columns_of(model):
        if column.target is model and not column.is_many:
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
def table_name(model):
    return next(name for name, each in TABLES.items() if each is model)


@cache
def _public_id(model, pk):
    return model.objects.values_list("record_id", flat=True).get(pk=pk)
