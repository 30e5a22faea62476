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
from core.public_ids import new_public_id, public_id_in
from office.importing.line import Line, Row
from office.importing.people import Person
from office.importing.planning import FreshIds, Planned, plain
from office.importing.staging import Staging
from office.importing.targets import TABLES
from sheets import SURPLUS
from sources.models import Root

PREFIXES = {"prisoners": "RC", "acts": "CA", "claims": "CC"}
NOT_SAID = object()


class TableReader:
    """Reads the lines of a file of one table."""

    def __init__(self, profile, columns, catalogues=None):
        self.profile, self.model = profile, TABLES[profile.rows]
        known = {column.name: column for column in columns_of(self.model)}
        self.ident, self.keys = ident_of(self.model), attributes_of_key(self.model)
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
                is_needed = bool(column.key_fields) or column.attname in self.keys
                line.fault(name, text, error, refuses=is_needed)
                continue
            row.said[column.name] = text
            if value is not NOT_SAID:
                row.values[column.attname] = value
        said = json.dumps(line.cells, ensure_ascii=False, sort_keys=True)
        line.key = f"line:{hashlib.sha256(said.encode()).hexdigest()[:32]}"
        return line

    def _value(self, column, text):
        if column.attname == self.ident:
            return self._identity(column, text)
        if not column.key_fields:
            return plain(column.read(text))
        if (column.name, text) not in self.found:
            if len(self.found) > 100_000:
                self.found.clear()
            self.found[column.name, text] = self._link(column, text)
        return self.found[column.name, text]

    def _identity(self, column, text):
        """The code or public id of the row, which need not be there yet; a new row may have none."""
        if text == "":
            return NOT_SAID
        if not column.key_fields:
            return plain(column.read(text))
        prefix = PREFIXES[self.profile.rows]
        if (found := public_id_in(text, prefix)) is None:
            raise CannotRead(_("not a public id such as %(id)s") % {"id": f"{prefix}-7K3M9Q"})
        return found

    def _link(self, column, text):
        if column.is_many:
            return sorted(column.read(text))
        try:
            return plain(column.read(text))
        except CannotRead:
            if column.target is self.model:  # its row may come later: `link_within`
                return NOT_SAID
            raise


class TableStaging(Staging):
    """Compares the lines of one table with its rows."""

    def open_reader(self, columns):
        super().open_reader(columns)
        self.owners, self.ids = {}, FreshIds()

    def _planned(self, lines, decided):
        usable = [line for line in lines if not line.is_refused]
        self.here = self._rows_here(usable)
        people = {line.number: Person("-") for line in usable}
        rows = {line.number: self._rows(line, people[line.number]) for line in usable}
        return people, dict.fromkeys((line.number for line in lines), []) | rows

    @property
    def model(self):
        return self.reader.model

    def _rows_here(self, lines):
        """{key of a row: the row} of those that the lines name."""
        keys = {self._key_of(line.rows[self.reader.profile.rows].values) for line in lines}
        keys.discard(None)
        names, found = self.reader.keys, {}
        if not keys:
            return found
        wanted = Q()
        if len(names) == 1:
            wanted = Q(**{f"{names[0]}__in": [key[0] for key in keys]})
        else:
            for key in keys:
                wanted |= Q(**dict(zip(names, key, strict=True)))
        for row in self.model.objects.filter(wanted).prefetch_related(*many_of(self.model)):
            found[tuple(plain(getattr(row, name)) for name in names)] = row
        return found

    def _key_of(self, values):
        """None when a column of the key is not there, or the cell of the first is empty."""
        key = tuple(values.get(name, NOT_SAID) for name in self.reader.keys)
        return None if key[0] in (None, "") or NOT_SAID in key else key

    def _rows(self, line, person):
        row = line.rows[self.reader.profile.rows]
        key = self._key_of(row.values)
        there = self.here.get(key) if key else self._same(row)
        planned = self._changing(row, there) if there else self._making(row, key)
        planned.owner = self._owner(row, planned)
        person.is_new = planned.outcome == "new"
        return [planned] if planned.outcome else []

    def _same(self, row):
        """A row that says exactly this already."""
        apart = {self.reader.ident, *many_of(self.model)}
        said = {name: value for name, value in row.values.items() if name not in apart}
        return self.model.objects.filter(**said).first() if said else None

    def _changing(self, row, there):
        values = {
            name: value for name, value in row.values.items() if _stands(there, name) != value
        }
        before = {name: _stands(there, name) for name in values}
        for column in within_of(self.model):
            if row.said.get(column.name) and column.attname not in row.values:
                before[column.attname] = _stands(there, column.attname)
        ident = str(getattr(there, self.reader.ident or "pk"))
        return Planned(row, ident, "changed" if before else "", values, before, there)

    def _making(self, row, key):
        ident = row.values.get(self.reader.ident)
        if self.reader.ident == "code":
            ident = str(ident or uuid.uuid4())
        elif self.reader.ident:
            ident = ident or new_public_id(PREFIXES[self.reader.profile.rows])
        else:
            ident = self.ids.next(self.model)
        planned = Planned(row, ident, "new", {k: v for k, v in row.values.items() if v is not None})
        if key:
            self.here[key] = None
        return planned

    def _about(self, _person, rows):
        return rows[0].owner if rows else ""

    def _owner(self, row, planned):
        """The public id of the record that the row belongs to; "" of a catalogue."""
        if issubclass(self.model, Root):
            return planned.ident
        for name in ("prisoner_id", "act_id"):
            if pk := row.values.get(name):
                return self._public_id(self.model._meta.get_field(name).remote_field.model, pk)
        return row.values.get("record_id") or ""

    def _public_id(self, model, pk):
        if (model, pk) not in self.owners:
            ids = model.objects.filter(pk=pk).values_list("record_id", flat=True)
            self.owners[model, pk] = ids.first() or ""
        return self.owners[model, pk]


def _stands(there, name):
    """What stands in a row; of a list of links the primary keys, sorted."""
    value = getattr(there, name)
    return sorted(each.pk for each in value.all()) if name in many_of(type(there)) else plain(value)


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
