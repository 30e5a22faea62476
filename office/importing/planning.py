"""What the rows of a line would change: made, filled in, changed where the list says something new."""

import os
import uuid
from collections import defaultdict

from django.db import connection

from core.public_ids import new_public_id
from office.importing import known, words
from office.importing.line import Doubt
from office.importing.targets import label_of
from office.models import ImportRow
from pardons.models import Beneficiary, ClemencyAct
from prisoners.models import ExternalId, Name, Prisoner
from sources.models import Citation

IDS_AT_ONCE = 1_000


class Planned:
    """A row and what is to become of it; no outcome when nothing is. `there`: as it stands."""

    def __init__(self, row, ident, outcome, values=None, before=None, there=None):
        self.row, self.ident, self.outcome = row, ident, outcome
        self.values, self.before, self.there = values or {}, before or {}, there
        self.parent, self.owner = "", ""

    @property
    def whole(self):
        """All values that the row would have."""
        if self.there is None:
            return self.values
        fields = [each for each in self.row.model._meta.concrete_fields if not each.generated]
        stands = {each.attname: plain(getattr(self.there, each.attname)) for each in fields}
        return stands | self.values


class Planner:
    """Plans the rows of one file, batch after batch."""

    def __init__(self, imported, reader, catalogues):
        self.imported, self.reader, self.catalogues = imported, reader, catalogues
        self.ids, self.codes = FreshIds(), _new_codes()
        self.acts = {}  # {key: public id}

    def begin(self, lines, people, before):
        """Look up what the people of a batch have; `before` is what the list said of its lines."""
        self.before = before
        looked_at = {
            people[line.number].public_id
            for line in lines
            if line.number in people
            and not people[line.number].is_new
            and line.rows.keys() - before.get(line.key, {}).keys()
        }
        self.staged = _Staged(self.imported, looked_at, self.acts)

    def rows(self, line, person):
        """The rows that the line makes or changes, those above first."""
        before = self.before.get(line.key, {})
        for place in sorted(before.keys() - line.rows.keys()):
            line.doubt(Doubt.UNSAID, place, words.of_known(before[place]))
        rows, idents = [], {}
        for place, row in line.rows.items():
            if row.model is ClemencyAct:
                planned = self._act(row)
            else:
                planned = self._planned(line, person, row, before.get(place), idents)
            idents[place] = planned.ident
            planned.owner = planned.ident if row.model is ClemencyAct else person.public_id
            if planned.outcome:
                planned.parent = idents.get(row.within, "")
                rows.append(planned)
        return rows

    def _planned(self, line, person, row, before, idents):
        if before is not None:
            return self._compared(line, row, before)
        if row.place == "person":
            if person.is_new:
                return Planned(row, person.public_id, "new", row.values)
            return self._filling(row, self.staged.people.get(person.public_id), person.public_id)
        sign = self._sign(line, row)
        if ident := sign and self.staged.written[person.public_id].get(sign):
            if row.kind == "death":
                self._tell_other_death(line, row, self.staged.deaths[person.public_id])
            return Planned(row, ident, "same")
        if there := self._found_here(person, row, idents):
            if row.kind == "death":
                self._tell_other_death(line, row, vars(there))
            return self._filling(row, there, str(there.code))
        values = dict(row.values)
        if row.model is ExternalId and not person.is_new and person.public_id in self.staged.people:
            values["is_joined"] = True
        if row.model is Name and not person.is_new and values.get("kind") == Name.Kind.MAIN:
            values["kind"] = Name.Kind.SPELLING.value
        ident = self.ids.next(Citation) if row.model is Citation else next(self.codes)
        planned = Planned(row, ident, "new", values)
        if sign:
            self.staged.written[person.public_id][sign] = planned.ident
        if row.kind == "death":
            self.staged.deaths[person.public_id] = row.values
        return planned

    @staticmethod
    def _tell_other_death(line, row, known_of_it):
        """Somebody dies once: a line that tells it otherwise changes nothing, and is not passed over."""
        differs = any(
            known.is_said(value)
            and known.is_said(known_of_it.get(name))
            and not known.same(row.model, name, known_of_it[name], value)
            for name, value in row.values.items()
        )
        if differs:
            line.doubt(Doubt.OTHER_DEATH, row.place, words.of_row(row))

    @staticmethod
    def _sign(line, row):
        """What a person has once: two lines of one file may both say it."""
        table = label_of(row.model)
        if row.model is Name:
            return f"{table} {row.said.get('text')} {row.said.get('language', '')}".strip()
        if row.kind == "death":
            return table
        if row.kind == "beneficiary":
            return f"{table} {line.rows['act'].said.get('key')}"
        if row.model is Citation:
            return f"{table} {row.said.get('source')}"
        return None

    def _found_here(self, person, row, idents):
        pk = self.staged.pks.get(person.public_id)
        if pk is None or (row.within and row.within not in idents):
            return None
        parent = self.staged.by_code.get(idents[row.within]) if row.within else None
        if row.within and parent is None:
            return None
        return known.alike(row, self.staged.rows[pk][row.model], parent)

    def _filling(self, row, there, ident):
        """A list that comes to a person who is here adds what is not known, and overwrites nothing."""
        if there is None:  # an earlier line of this file makes the person
            return Planned(row, ident, "same")
        values = {
            name: value
            for name, value in row.values.items()
            if known.is_said(value) and not known.is_said(getattr(there, name))
        }
        before = {name: getattr(there, name) for name in values}
        return Planned(row, ident, "changed" if values else "same", values, before, there)

    def _compared(self, line, row, before):
        """What the list says otherwise than last time, where nobody changed it here since."""
        differs = {name for name in row.said if before.said.get(name) != plain(row.said[name])}
        if not differs:
            return Planned(row, before.ident, "")
        there = self.staged.current(row.model, before.ident)
        if there is None:  # deleted by staff: so it stays
            return Planned(row, before.ident, "")
        values, was = {}, {}
        for name in sorted(differs):
            attname = row.model._meta.get_field(name).attname
            new, stands = row.values[attname], getattr(there, attname)
            last = self._last_value(row.model, name, before.said.get(name))
            if plain(stands) == plain(new):
                continue
            if known.is_said(stands) and plain(stands) != plain(last):
                line.doubt(Doubt.EDITED, f"{row.place}.{name}", f"{stands} ≠ {new}")
            else:
                values[attname], was[attname] = new, stands
        return Planned(row, before.ident, "changed" if values else "same", values, was, there)

    def _last_value(self, model, name, said):
        field = model._meta.get_field(name)
        if not field.is_relation or said in (None, ""):
            return said
        return self.catalogues.find(field, str(said), getattr(self.reader, "country", ""))

    def _act(self, row):
        """An act is shared by lines: it is made once, by the first that names its key."""
        key = row.said.get("key", "")
        if found := self.staged.act(key):
            return Planned(row, found, "")
        public_id = new_public_id("CA")
        self.staged.acts[key] = public_id
        return Planned(row, public_id, "new", row.values)


class FreshIds:
    """Primary keys that nobody else gets, for tables whose rows have no code."""

    def __init__(self):
        self.waiting = defaultdict(list)

    def next(self, model):
        if not self.waiting[model]:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [model._meta.db_table, IDS_AT_ONCE],
                )
                self.waiting[model] = sorted((n for (n,) in cursor.fetchall()), reverse=True)
        return str(self.waiting[model].pop())


class _Staged:
    """What the people of a batch have: saved rows, and rows of earlier lines of this file."""

    def __init__(self, imported, looked_at, acts):
        self.imported, self.acts = imported, acts
        self.people = {p.record_id: p for p in Prisoner.objects.filter(record__among=looked_at)}
        self.pks = {public_id: person.pk for public_id, person in self.people.items()}
        self.rows = known.rows_of(list(self.pks.values()))
        self.by_code = {
            str(row.code): row.pk
            for models in self.rows.values()
            for rows in models.values()
            for row in rows
        }
        self.written = defaultdict(dict)  # {public id: {sign: ident}}
        self.deaths = {}  # {public id: values}, of those in this file
        self._read_written(looked_at)
        self._current = {}

    def _read_written(self, looked_at):
        once = ["prisoners.name", "prisoners.death", "sources.citation"]
        rows = ImportRow.objects.filter(of=self.imported, owner__among=looked_at, outcome="new")
        for owner, table, values, said, ident in rows.filter(table__in=once).values_list(
            "owner", "table", "values", "said", "ident"
        ):
            what = f"{values.get('text', '')} {values.get('language', '')}".strip()
            what = what or (said or {}).get("source", "")
            self.written[owner][f"{table} {what}".strip()] = ident
            if table == "prisoners.death":
                self.deaths[owner] = values
        if benefits := list(
            rows.filter(table="pardons.beneficiary").values_list("owner", "parent", "ident")
        ):
            keys = dict(ClemencyAct.objects.exclude(key=None).values_list("record_id", "key"))
            acts = ImportRow.objects.filter(
                of=self.imported, table="pardons.clemencyact", outcome="new"
            )
            keys |= dict(acts.values_list("ident", "values__key"))
            for owner, act, ident in benefits:
                self.written[owner][f"pardons.beneficiary {keys.get(act)}"] = ident
        cited = Citation.objects.filter(record__among=looked_at, row=None, field="")
        for record, key, pk in cited.values_list("record_id", "source__key", "pk"):
            self.written[record][f"sources.citation {key}"] = str(pk)
        saved = Beneficiary.objects.filter(prisoner__record__among=looked_at)
        for owner, key, code in saved.values_list("prisoner__record_id", "act__key", "code"):
            self.written[owner][f"pardons.beneficiary {key}"] = str(code)

    def current(self, model, ident):
        """The row as it stands, or None."""
        key = (model, ident)
        if key not in self._current:
            column = "record_id" if hasattr(model, "record") else "code"
            self._current[key] = model.objects.filter(**{column: ident}).first()
        return self._current[key]

    def act(self, key):
        if key not in self.acts:
            saved = ClemencyAct.objects.filter(key=key).values_list("record_id", flat=True).first()
            planned = (
                ImportRow.objects.filter(
                    of=self.imported, table="pardons.clemencyact", values__key=key
                )
                .values_list("ident", flat=True)
                .first()
            )
            self.acts[key] = saved or planned
        return self.acts[key]


def _new_codes():
    """Random UUIDs (version 4) as texts, without end; hundreds of thousands are needed."""
    while True:
        digits = os.urandom(16 * IDS_AT_ONCE).hex()
        for at in range(0, len(digits), 32):
            h = digits[at : at + 32]
            yield f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"


def plain(value):
    """A value as JSON gives it back."""
    if isinstance(value, uuid.UUID):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)
