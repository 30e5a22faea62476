"""Whom the lines of a batch are about: by key, by public id, by the line before, or by name."""

from collections import defaultdict
from dataclasses import replace

from django.utils.translation import gettext as _

from core.public_ids import new_public_id
from office.importing import matching
from office.importing.line import Doubt
from office.models import ImportLine
from prisoners.models import ExternalId, Prisoner
from sources.models import Record


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


class People:
    """Decides for the lines of one file, batch after batch."""

    def __init__(self, imported, reader, accepted):
        self.imported, self.reader, self.accepted = imported, reader, accepted
        self.previous = None

    def of(self, lines, before, decided):
        """{line number: Person}; `before` is what the list said, `decided` what somebody decided."""
        found, open_lines = {}, []
        typed = {line.public_id for line in lines if line.public_id}
        here = set(Prisoner.objects.filter(record__in=typed).values_list("record_id", flat=True))
        ids = self._external_ids(lines)
        merged = _merged(known.owner for rows in before.values() for known in rows.values())
        for line in lines:
            if line.is_refused:
                continue
            known = before.get(line.key, {}).get("person")
            if line.number in decided:
                chosen = decided[line.number]
                found[line.number] = Person(chosen, joins=True) if chosen else Person.new()
            elif line.continues:
                found[line.number] = Person.CONTINUES
            elif line.public_id:
                if line.public_id in here:
                    found[line.number] = Person(line.public_id, joins=known is None)
                else:
                    line.fault(
                        "public_id", line.public_id, _("nobody has this public id"), refuses=True
                    )
            elif known:
                found[line.number] = Person(merged.get(known.owner, known.owner))
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


class _Later:
    """The public id of a line of this batch that is not decided yet when it is noted."""

    def __init__(self, found, number):
        self.found, self.number = found, number

    def __str__(self):
        person = self.found.get(self.number)
        return person.public_id if person else ""


def _with_id(person, public_id):
    return replace(person, public_id=str(public_id))


def _merged(public_ids):
    """{public id: the record that it became part of} of those that were merged."""
    absorbed = Record.objects.filter(pk__in=set(public_ids), state=Record.State.MERGED)
    return {record.pk: record.at_the_end().pk for record in absorbed}
