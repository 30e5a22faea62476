"""One working table by itself: a line is a row, its columns are named after the fields (`core.columns`).

This is what the admin exports. A row is found by its code, its public id or the key of its catalogue,
and a line without one by saying exactly what a row says already; so the same file twice changes
nothing. The file decides: what stands in it goes into the record, and a column that is not there
changes nothing.
"""

import hashlib
import json
import uuid
from decimal import Decimal
from functools import cache

from django.db import connection
from django.db.models import DecimalField, Q
from django.utils.translation import gettext as _

from core.columns import CannotRead, columns_of, key_of
from core.public_ids import new_public_id, public_id_in
from office.importing import citing, known
from office.importing.catalogue import Catalogues
from office.importing.citing import CITED, Citing
from office.importing.line import Line, Row
from office.importing.links import NOT_SAID, Links, check_field, cited_row
from office.importing.people import Person
from office.importing.planning import FreshIds, Planned, plain
from office.importing.profiles import Column
from office.importing.staging import Staging
from office.importing.targets import SOURCES, TABLES
from office.importing.whole_line import KEY_OF_LINE
from sheets import SURPLUS
from sources.models import Citation, Root

LONGEST_KEY = 250
PREFIXES = {"prisoners": "RC", "acts": "CA", "claims": "CC"}


class TableReader:
    """Reads the lines of a file of one table."""

    def __init__(self, profile, columns, catalogues=None):
        self.profile, self.model = profile, TABLES[profile.rows]
        self.catalogues = catalogues or Catalogues()
        self.known = {column.name: column for column in columns_of(self.model)}
        self.ident, self.keys = ident_of(self.model), attributes_of_key(self.model)
        self.plan, self.unread = {}, []  # {target: [(name of a column, way of reading it)]}
        for name in columns:
            ways = profile.ways(name)
            for way in ways:
                for target in way.to or (name,):
                    self.plan.setdefault(target, []).append((name, way))
            if not ways and name not in (*profile.ignore, *profile.key):
                self.unread.append(name)
        for target in profile.always:
            self.plan.setdefault(target, [])
        self.missing = [name for name in (*profile.columns, *profile.key) if name not in columns]
        self.links = Links(self.model, self.catalogues, profile.always.get("country", ""))

    def read(self, number, cells):
        line = Line(number, {name: text for name, text in cells.items() if name is not SURPLUS})
        if surplus := cells.get(SURPLUS):
            line.fault("", "; ".join(surplus), _("more cells than there are columns"), refuses=True)
        row = line.rows[self.profile.rows] = Row(self.profile.rows, self.model)
        for target in self.plan:
            name, way, text = self._said(cells, target)
            if target == SOURCES:
                citing.note(line, self.catalogues, text, way.split, name)
            elif target == "row" and self.model is Citation:
                row.said["row"] = text
            else:
                self._take(line, row, self.known[target], name, way, text)
        if self.model is Citation:
            self._name_cited_row(line, row)
        self._key(line, cells)
        return line

    def _said(self, cells, target):
        """(column, way, text) of the first column that says something of a target."""
        found = (target, Column(target), self.profile.always.get(target, ""))
        for name, way in reversed(self.plan[target]):
            text = cells.get(name, "")
            text = way.meaning("" if text in self.profile.missing else text)
            if text or not found[2]:
                found = (name, way, text)
        return found

    def _take(self, line, row, column, name, way, text):
        try:
            value = self._value(column, way, text)
        except CannotRead as error:
            is_needed = bool(column.key_fields) or column.attname in self.keys
            line.fault(name, text, error, refuses=is_needed)
            return
        row.said[column.name] = text
        if value is not NOT_SAID:
            row.values[column.attname] = value

    def _value(self, column, way, text):
        if column.attname == self.ident:
            return self._identity(column, text)
        if not column.key_fields:
            return plain(column.read(text))
        return self.links.find(column, text, way.list_name)

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

    def _name_cited_row(self, line, row):
        """What a citation is of: the row, by its code or by its kind, and the field of it."""
        text, record_id = row.said.get("row"), row.values.get("record_id")
        if record_id is None or text is None:
            return
        try:
            row.values["row"] = cited_row(record_id, text) if text else None
        except CannotRead as error:
            line.fault("row", text, error, refuses=True)
        try:
            if field := row.said.get("field"):
                check_field(record_id, text, field)
        except CannotRead as error:
            line.fault("field", field, error, refuses=True)

    def _key(self, line, cells):
        if self.profile.key:
            parts = [cells.get(name, "") for name in self.profile.key]
            if any(parts):
                line.key = " / ".join(parts)[:LONGEST_KEY]
                return
            keys = ", ".join(self.profile.key)
            line.fault(keys, "", _("the key of the line is missing"), refuses=True)
        said = json.dumps(line.cells, ensure_ascii=False, sort_keys=True)
        line.key = f"{KEY_OF_LINE}{hashlib.sha256(said.encode()).hexdigest()[:32]}"


class TableStaging(Staging):
    """Compares the lines of one table with its rows."""

    def open_reader(self, columns):
        super().open_reader(columns)
        self.owners, self.ids, self.citing = {}, FreshIds(), Citing()

    def _planned(self, lines, decided):
        usable = [line for line in lines if not line.is_refused]
        self.here = self._rows_here(usable)
        self.remembered = self._rows_remembered(usable)
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

    def _rows_remembered(self, lines):
        """{key of a line: the row that it became} where the profile says what the key of a line is."""
        if not self.profile.key:
            return {}
        before = known.said_before(self.imported.list_name, [line.key for line in lines])
        idents = {
            key: places[self.profile.rows].ident
            for key, places in before.items()
            if self.profile.rows in places
        }
        name = self.reader.ident or "pk"
        rows = self.model.objects.filter(**{f"{name}__in": idents.values()})
        rows = {str(getattr(row, name)): row for row in rows.prefetch_related(*many_of(self.model))}
        return {key: rows[ident] for key, ident in idents.items() if ident in rows}

    def _key_of(self, values):
        """None when a column of the key is not there, or the cell of the first is empty."""
        key = tuple(values.get(name, NOT_SAID) for name in self.reader.keys)
        return None if key[0] in (None, "") or NOT_SAID in key else key

    def _rows(self, line, person):
        row = line.rows[self.reader.profile.rows]
        key = self._key_of(row.values)
        there = self.here.get(key) if key else self.remembered.get(line.key) or self._same(row)
        planned = self._changing(row, there) if there else self._making(row, key)
        if not planned.outcome and self.profile.key and line.key not in self.remembered:
            planned.outcome = "same"
        planned.owner = self._owner(row, planned)
        person.is_new = planned.outcome == "new"
        rows = [planned] if planned.outcome else []
        if any(each.kind == CITED for each in line.rows.values()):
            rows += self.citing.plan(line, planned, self._record(planned))
        return rows

    def _record(self, planned):
        """The record for which sources of a row are cited: a beneficiary is a row of the act."""
        if issubclass(self.model, Root):
            return planned.ident
        name = "act" if "act_id" in planned.whole else "prisoner"
        above = self.model._meta.get_field(name).remote_field.model
        return self._public_id(above, planned.whole[f"{name}_id"])

    def _same(self, row):
        """A row of the same key of its own, or one that says exactly this already."""
        if row.values.get("key") and self.reader.keys != ("key",):
            return self.model.objects.filter(key=row.values["key"]).first()
        apart = {self.reader.ident, *many_of(self.model)}
        said = {name: value for name, value in row.values.items() if name not in apart}
        return self.model.objects.filter(**said).first() if said else None

    def _changing(self, row, there):
        values = {
            name: value
            for name, value in row.values.items()
            if not _is_same(self.model, name, _stands(there, name), value)
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


def _is_same(model, name, stands, value):
    """A number is the same with fewer zeros behind the point."""
    if None not in (stands, value) and isinstance(model._meta.get_field(name), DecimalField):
        return Decimal(stands) == Decimal(value)
    return stands == value


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
