"""Comparing the lines of one table with its rows.

A row is found by its code, its public id or the key of its catalogue; by the key of the line, where
the profile says what that is; by a key of its own; and a line without any by saying exactly what a
row says already. So the same file twice changes nothing.
"""

import uuid
from decimal import Decimal

from django.db.models import DecimalField, Q

from core.public_ids import new_public_id
from office.importing import erased, known
from office.importing.citing import CITED, Citing
from office.importing.links import NOT_SAID
from office.importing.people import Person
from office.importing.planning import FreshIds, Planned, plain
from office.importing.staging import Staging
from office.importing.tables import PREFIXES, many_of, within_of
from sources.models import Root


class TableStaging(Staging):
    """Compares the lines of one table with its rows."""

    def open_reader(self, columns):
        super().open_reader(columns)
        self.owners, self.ids, self.citing = {}, FreshIds(), Citing()

    def _said_again(self, batch):
        """A table is compared with its rows as they stand, whatever the list said before."""
        return {}, {}

    def _planned(self, lines, decided):
        erased.note(
            [line for line in lines if not line.is_refused], self.imported.list_name, decided
        )
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
