"""Reading a file: every line understood, matched and compared, and what it would do written down.

Nothing is written into working tables. A thousand lines are done at a time and kept at once, so that
a reading that was killed goes on where it stopped; memory does not grow with the file.
"""

import gc
import hashlib
import os
import uuid
from collections import defaultdict
from contextlib import contextmanager
from itertools import islice

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from core.public_ids import new_public_id
from office.importing import checking, known, matching, words
from office.importing.catalogue import TO_BE_MADE, Catalogues
from office.importing.copying import copy_rows
from office.importing.line import REASONS, Doubt
from office.importing.targets import label_of
from office.importing.wide import KEY_OF_LINE
from office.models import ImportLine, ImportRow
from pardons.models import Beneficiary, ClemencyAct
from prisoners.models import ExternalId, Name, Prisoner
from sheets import open_sheet
from sources.models import Citation, Record

AT_ONCE = 1_000
LINE_COLUMNS = (
    "of", "number", "key", "outcome", "public_id", "name_key", "cells", "faults", "doubts",
    "candidates", "decision",
)  # fmt: skip
ROW_COLUMNS = (
    "of", "line", "position", "place", "table", "owner", "ident", "parent", "outcome", "values",
    "before", "said",
)  # fmt: skip


def read_file(imported, staging, path, *, hints, progress=lambda done, total: None):
    """Read the whole file into lines and rows of `imported`. A file that cannot be read to its end
    raises FileRefused, with nothing to be written; the lines before are kept to be looked at.
    """
    with open_sheet(path, name=imported.file_name, hints=hints) as sheet, _few_collections():
        staging.begin(sheet)
        last = ImportLine.objects.filter(of=imported).order_by("-number").first()
        rows = ((n, cells) for n, cells in sheet.rows() if last is None or n > last.number)
        rows = ((n, _without_reasons(cells)) for n, cells in rows)
        done = imported.done
        while batch := list(islice(rows, AT_ONCE)):
            with transaction.atomic():
                staging.take(batch)
                done += len(batch)
                imported.done = done
                imported.save(update_fields=["done", "links"])
            progress(done, imported.total)
    finish(imported, staging)


@contextmanager
def _few_collections():
    """Thousands of rows are made and dropped together: looking for cycles among them takes a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def finish(imported, staging):
    """Count, and say what is strange about the file as a whole."""
    remarks = list(imported.remarks)
    refused, lines = _count(imported, "refused"), ImportLine.objects.filter(of=imported).count()
    if lines and 100 * refused / lines > staging.profile.most_refused:
        remarks.append(
            {"kind": "many_refused", "text": _("%(refused)d of %(lines)d lines are refused: more than %(most)g %%. Is it the right profile?")
             % {"refused": refused, "lines": lines, "most": staging.profile.most_refused}}
        )  # fmt: skip
    imported.remarks = remarks
    imported.total = imported.done = lines
    imported.counts = counts(imported)
    imported.save(update_fields=["remarks", "total", "done", "counts"])


def counts(imported):
    """{outcome: lines, "rows": {table: {outcome: rows}}, "vanished": lines of the list not in the file}.

    Rows are those of lines that are written: what is held or refused is none yet.
    """

    found = dict.fromkeys(ImportLine.Outcome.values, 0)
    lines = ImportLine.objects.filter(of=imported)
    found |= dict(lines.order_by().values_list("outcome").annotate(n=Count("pk")))
    rows = defaultdict(dict)
    written = lines.filter(number=OuterRef("line"), outcome__in=["new", "changed"]).order_by()
    kept = ImportRow.objects.filter(Exists(written), of=imported).order_by()
    for table, outcome, number in kept.values_list("table", "outcome").annotate(n=Count("pk")):
        rows[table][outcome] = number
    return found | {
        "rows": rows,
        "people": lines.filter(outcome="new")
        .exclude(public_id="")
        .values("public_id")
        .distinct()
        .count(),
        "vanished": len(vanished(imported, limit=None)),
    }


def vanished(imported, limit=50):
    """Keys of the list that earlier files had and this one has not; nothing is done to them.

    Lines without a key of their own are not among them: one that was corrected is another.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT key FROM office_importedline i
             WHERE list_name = %s AND key NOT LIKE 'line:%%'
               AND NOT EXISTS (SELECT FROM office_importline l WHERE l.of_id = %s AND l.key = i.key)
             ORDER BY key LIMIT %s
            """,
            [imported.list_name, imported.pk, limit],
        )
        return [key for (key,) in cursor.fetchall()]


def _without_reasons(cells):
    """The row without what the download of refused rows added to it."""
    return {name: text for name, text in cells.items() if name != REASONS}


def _count(imported, outcome):
    return ImportLine.objects.filter(of=imported, outcome=outcome).count()


class Staging:
    """Turns lines into `ImportLine`s and `ImportRow`s, a batch at a time."""

    def __init__(self, imported, reader_of):
        self.imported, self.reader_of = imported, reader_of
        self.catalogues = Catalogues()
        self.reader, self.previous = None, None
        self.checks = checking.Checks()
        self.ids = defaultdict(list)
        self.acts = {}  # {key: public id}
        self.links = {tuple(link[:3]) for link in imported.links}

    @property
    def profile(self):
        return self.reader.profile

    def begin(self, sheet):
        self.imported.columns = [name for name in sheet.columns if name != REASONS]
        self.open_reader(self.imported.columns)
        remarks = []
        if self.reader.unread:
            remarks.append({"kind": "unread", "text": _("Columns that the profile does not know, left out: %(names)s.")
                            % {"names": ", ".join(self.reader.unread)}})  # fmt: skip
        if self.reader.missing:
            remarks.append({"kind": "missing", "text": _("Columns that the profile expects and the file does not have: %(names)s.")
                            % {"names": ", ".join(self.reader.missing)}})  # fmt: skip
        self.imported.remarks = remarks
        self.imported.save(update_fields=["columns", "remarks"])

    def open_reader(self, columns):
        self.reader = self.reader_of(columns, self.catalogues)
        self.accepted = set(self.reader.profile.accept) | set(self.imported.accepted)

    def take(self, batch, decided=None, *, is_taken=False):
        """`decided`: {line number: public id, or "" for a new person} of lines that somebody decided.

        `is_taken`: whatever is doubtful about these lines was accepted.
        """
        lines = [self.reader.read(number, cells) for number, cells in batch]
        self.decided, self.is_taken = decided or {}, is_taken
        self._refuse_repeated(lines)
        self.before = known.said_before(self.imported.list_name, [line.key for line in lines])
        people = self._people(lines)
        kept_lines, kept_rows = [], []
        self.staged = _Staged(self.imported, self._looked_at(lines, people), self.acts)
        planned = {
            line.number: []
            if line.is_refused or people[line.number].is_open
            else self._rows(line, people[line.number])
            for line in lines
        }
        self._refuse_broken(lines, planned)
        of = str(self.imported.pk)
        for line in lines:
            rows = planned[line.number]
            kept_lines.append(self._line(of, line, people.get(line.number), rows))
            for place, row in enumerate(rows):
                self._note_links(row, line)
                kept_rows.append(self._row(of, line, place, row))
        with connection.cursor() as cursor:
            copy_rows(cursor, ImportLine, LINE_COLUMNS, kept_lines)
            copy_rows(cursor, ImportRow, ROW_COLUMNS, kept_rows)

    def _note_links(self, row, line):
        """Courts, articles, sources … that nobody entered yet are made when the import is written."""
        for name, value in row.values.items():
            if isinstance(value, str) and value.startswith(TO_BE_MADE):
                link = (label_of(row.row.model), name, value)
                if row.row.model._meta.get_field(name).is_relation and link not in self.links:
                    self.links.add(link)
                    self.imported.links = [*self.imported.links, [*link, line.number]]

    def _refuse_repeated(self, lines):
        """A key that is there twice in one file: the second line is refused, never taken for news."""
        keys = [line.key for line in lines if not line.key.startswith(KEY_OF_LINE)]
        seen = set(
            ImportLine.objects.filter(of=self.imported, key__in=keys)
            .exclude(number__in=[line.number for line in lines])
            .values_list("key", flat=True)
        )
        for line in lines:
            if line.key in seen:
                what = (
                    _("this line is in the file twice")
                    if line.key.startswith(KEY_OF_LINE)
                    else _("this key is in the file twice")
                )
                line.fault("", line.key, what, refuses=True)
            seen.add(line.key)

    def _refuse_broken(self, lines, planned):
        """Rows that break a rule of their table stay out, and what lies in them; the rest is taken."""
        new = [
            (line, row) for line in lines for row in planned[line.number] if row.outcome == "new"
        ]
        refused = self.checks.refused([(row.row.model, row.values) for _line, row in new])
        for place, sentence in refused.items():
            line, row = new[place]
            line.fault(row.row.place, words.of_row(row.row), sentence)
            if row.row.place == "person":
                line.is_refused = True
            gone = {row.ident}
            kept = []
            for each in planned[line.number]:
                if each.ident in gone or each.parent in gone or line.is_refused:
                    gone.add(each.ident)
                else:
                    kept.append(each)
            planned[line.number] = kept

    # --- whom lines are about ---

    def _people(self, lines):
        """{line number: Person}"""
        found, open_lines = {}, []
        typed = {line.public_id for line in lines if line.public_id}
        here = set(Prisoner.objects.filter(record__in=typed).values_list("record_id", flat=True))
        ids = self._external_ids(lines)
        for line in lines:
            if line.is_refused:
                continue
            before = self.before.get(line.key, {}).get("person")
            if line.number in self.decided:
                chosen = self.decided[line.number]
                found[line.number] = Person(chosen, joins=True) if chosen else Person.new()
            elif line.continues:
                found[line.number] = Person.CONTINUES
            elif line.public_id:
                if line.public_id in here:
                    found[line.number] = Person(line.public_id, joins=before is None)
                else:
                    line.fault(
                        "public_id", line.public_id, _("nobody has this public id"), refuses=True
                    )
            elif before:
                found[line.number] = Person(_now(before.owner))
            elif line.key in ids:
                found[line.number] = Person(ids[line.key], joins=True)
            elif line.names:
                open_lines.append(line)
            else:
                found[line.number] = Person.new()
        self._match(open_lines, found)
        return self._in_order(lines, found)

    def _external_ids(self, lines):
        """{key of a line: public id} of people who have this id of the list, from before or typed."""
        rows = ExternalId.objects.filter(
            scheme=self.imported.list_name, value__in=[line.key for line in lines]
        )
        return dict(rows.values_list("value", "prisoner__record_id"))

    def _match(self, lines, found):
        if not lines or "name" not in self.reader.profile.find:
            for line in lines:
                found[line.number] = Person.new()
            return
        is_case = self.reader.profile.lines_are == "cases"
        said = {line.number: matching.facts_of(line, lines_are_cases=is_case) for line in lines}
        here = matching.likely_here(list(said.values()))
        earlier = self._earlier(lines, said, found)
        for line, likely in zip(lines, here, strict=True):
            likely = sorted([*likely, *earlier(line)], key=lambda each: -each.score.bits)
            certain = {each.public_id: each for each in likely if each.score.is_certain}
            waits = any(each.line in self.waiting for each in certain.values())
            if not likely:
                found[line.number] = Person.new()
            elif len(certain) == 1 and not waits:
                found[line.number] = Person(next(iter(certain)), joins=True)
            else:
                line.doubt(Doubt.LIKELY_SAME, "", likely[0].label)
                found[line.number] = Person("", candidates=[each.as_json() for each in likely[:5]])

    def _earlier(self, lines, said, found):
        """Who of earlier lines of this very file shares the name: a function of a line.

        `self.waiting` are those of them that are held: nobody can be sure of whom they are about.
        """
        keys = {line.number: matching.name_key(line.names) for line in lines}
        shared = defaultdict(list)
        kept = ImportLine.objects.filter(
            of=self.imported, name_key__in=set(keys.values()) - {None}
        ).exclude(public_id="")
        is_case = self.reader.profile.lines_are == "cases"
        self.waiting = {
            line.number for line in lines if {kind for kind, *_ in line.doubts} - self.accepted
        }
        for line in kept.order_by("number"):
            if line.outcome == ImportLine.Outcome.HELD:
                self.waiting.add(line.number)
            again = self.reader.read(line.number, line.cells)
            person = matching.facts_of(again, lines_are_cases=is_case)
            shared[line.name_key].append((line.number, person, line.public_id))

        def earlier(line):
            here = shared[keys[line.number]] if keys[line.number] else []
            made = [(number, _with_id(person, id)) for number, person, id in here if str(id)]
            likely = matching.scored(
                said[line.number], [person for _, person in made], [number for number, _ in made]
            )
            # Whoever this line makes is an earlier one for the next.
            if keys[line.number]:
                here.append((line.number, said[line.number], _Later(found, line.number)))
            return likely

        return earlier

    def _in_order(self, lines, found):
        """Lines that go on with the person of the line before; the last one of a batch is remembered."""
        for line in lines:
            person = found.get(line.number)
            if person is Person.CONTINUES:
                if self.previous is None:
                    line.fault(
                        self.reader.profile.continues,
                        "",
                        _("there is no line before it"),
                        refuses=True,
                    )
                    found.pop(line.number)
                    continue
                found[line.number] = person = Person(self.previous.public_id, joins=True)
                found[line.number].is_open = self.previous.is_open
            self.previous = person or self.previous
        return found

    def _looked_at(self, lines, people):
        """Public ids of people who are here and about whom a line says what no line said before."""
        return {
            people[line.number].public_id
            for line in lines
            if line.number in people
            and not people[line.number].is_new
            and line.rows.keys() - self.before.get(line.key, {}).keys()
        }

    # --- what they would write ---

    def _rows(self, line, person):
        """The rows that the line makes or changes, those above first."""
        before = self.before.get(line.key, {})
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
            return Planned(row, ident, "same")
        if there := self._found_here(person, row, idents):
            return self._filling(row, there, str(there.code))
        values = dict(row.values)
        if row.model is ExternalId and not person.is_new and person.public_id in self.staged.people:
            values["is_joined"] = True
        if row.model is Name and not person.is_new and values.get("kind") == Name.Kind.MAIN:
            values["kind"] = Name.Kind.SPELLING.value
        ident = self._next_id(Citation) if row.model is Citation else _new_code()
        planned = Planned(row, ident, "new", values)
        if sign:
            self.staged.written[person.public_id][sign] = planned.ident
        return planned

    @staticmethod
    def _sign(line, row):
        """What a person has once: two lines of one file may both say it."""
        table = label_of(row.model)
        if row.model is Name:
            return f"{table} {row.said.get('text')}"
        if row.kind == "death":
            return table
        if row.kind == "beneficiary":
            return f"{table} {line.rows['act'].said.get('key')}"
        if row.model is Citation:
            return f"{table} {row.said.get('source')}"
        return None

    def _next_id(self, model):
        """A primary key that nobody else gets, of tables whose rows have no code."""
        if not self.ids[model]:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                    [model._meta.db_table, AT_ONCE],
                )
                self.ids[model] = sorted((n for (n,) in cursor.fetchall()), reverse=True)
        return str(self.ids[model].pop())

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
        return Planned(row, ident, "changed" if values else "same", values, before)

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
        return Planned(row, before.ident, "changed" if values else "same", values, was)

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

    # --- as they are kept ---

    def _line(self, of, line, person, rows):
        written = {row.row.place for row in rows if row.outcome != "same"}
        line.doubts = [
            each
            for each in line.doubts
            if each[0] in (Doubt.LIKELY_SAME, Doubt.EDITED) or each[1].partition(".")[0] in written
        ]
        is_open = any(kind not in {*self.accepted, Doubt.EDITED} for kind, *_ in line.doubts)
        if line.is_refused:
            outcome = ImportLine.Outcome.REFUSED
        elif (is_open and written and not self.is_taken) or (person and person.is_open):
            outcome = ImportLine.Outcome.HELD
        elif person and person.is_new:
            outcome = ImportLine.Outcome.NEW
        else:
            outcome = ImportLine.Outcome.CHANGED if written else ImportLine.Outcome.UNCHANGED
        return (
            of,
            line.number,
            line.key[:250],
            str(outcome),
            "" if line.is_refused else self._about(person, rows),
            matching.name_key(line.names),
            line.cells,
            line.faults,
            line.doubts,
            person.candidates if person else [],
            "",
        )

    def _about(self, person, _rows):
        return person.public_id if person else ""

    @staticmethod
    def _row(of, line, position, planned):
        row = planned.row
        return (
            of,
            line.number,
            position,
            row.place,
            label_of(row.model),
            planned.owner,
            planned.ident,
            planned.parent,
            planned.outcome,
            planned.values,
            {name: plain(value) for name, value in planned.before.items()}
            if planned.before
            else {},
            None if row.said == planned.values else row.said,
        )


class Planned:
    """A row and what is to become of it; no outcome when nothing is."""

    def __init__(self, row, ident, outcome, values=None, before=None):
        self.row, self.ident, self.outcome = row, ident, outcome
        self.values, self.before = values or {}, before or {}
        self.parent, self.owner = "", ""


class Person:
    """Whom a line is about: `joins` when the list adds to somebody; open when nobody has decided."""

    def __init__(self, public_id, *, joins=False, is_new=False, candidates=()):
        self.public_id, self.joins, self.is_new = public_id, joins, is_new
        self.candidates = list(candidates)
        self.is_open = not public_id

    @classmethod
    def new(cls):
        return cls(new_public_id("RC"), is_new=True)


Person.CONTINUES = Person("")


class _Staged:
    """What the people of a batch have: saved rows, and rows of earlier lines of this file."""

    def __init__(self, imported, looked_at, acts):
        self.imported, self.acts = imported, acts
        self.people = {p.record_id: p for p in Prisoner.objects.filter(record__in=looked_at)}
        self.pks = {public_id: person.pk for public_id, person in self.people.items()}
        self.rows = known.rows_of(list(self.pks.values()))
        self.by_code = {
            str(row.code): row.pk
            for models in self.rows.values()
            for rows in models.values()
            for row in rows
        }
        self.written = defaultdict(dict)  # {public id: {sign: ident}}
        self._read_written(looked_at)
        self._current = {}

    def _read_written(self, looked_at):
        once = ["prisoners.name", "prisoners.death", "sources.citation"]
        rows = ImportRow.objects.filter(of=self.imported, owner__in=looked_at, outcome="new")
        for owner, table, values, said, ident in rows.filter(table__in=once).values_list(
            "owner", "table", "values", "said", "ident"
        ):
            what = values.get("text", "") or (said or {}).get("source", "")
            self.written[owner][f"{table} {what}".strip()] = ident
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
        cited = Citation.objects.filter(record__in=looked_at, row=None, field="")
        for record, key, pk in cited.values_list("record_id", "source__key", "pk"):
            self.written[record][f"sources.citation {key}"] = str(pk)
        saved = Beneficiary.objects.filter(prisoner__record__in=looked_at)
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


class _Later:
    """The public id of a line of this batch that is not decided yet when it is noted."""

    def __init__(self, found, number):
        self.found, self.number = found, number

    def __str__(self):
        person = self.found.get(self.number)
        return person.public_id if person else ""


def _with_id(person, public_id):
    from dataclasses import replace

    return replace(person, public_id=str(public_id))


def _now(public_id):
    """The record that this one became part of."""
    record = Record.objects.filter(pk=public_id).first()
    return record.at_the_end().pk if record else public_id


def _new_code():
    """A random UUID (version 4) as text; made by the hundred thousand."""
    h = os.urandom(16).hex()
    return f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}"


def plain(value):
    """A value as JSON gives it back."""
    if isinstance(value, uuid.UUID):
        return str(value)
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def digest_of(path):
    """(SHA-256, size) of a file."""
    found, size = hashlib.sha256(), 0
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            found.update(block)
            size += len(block)
    return found.hexdigest(), size
