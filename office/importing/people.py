"""Whom the lines of a batch are about: by key, by public id, by the line before, or by name."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.public_ids import new_public_id
from office.importing import erased, matching
from office.importing.line import Doubt
from office.importing.namesakes import Namesakes
from office.models import ImportRow
from prisoners import searching
from prisoners.models import ExternalId, Prisoner
from sources.models import Record

DRAWN_AT_ONCE = 2_000


@dataclass
class Person:
    """Whom a line is about: `joins` when the list adds to somebody; open when nobody has decided."""

    public_id: str
    joins: bool = False
    is_new: bool = False
    is_open: bool = False
    candidates: list = field(default_factory=list)


class FreshPublicIds:
    """Public ids that no record and no line has: among 60,000 drawn by chance two are the same."""

    def __init__(self):
        self.drawn, self.waiting = set(), []

    def next(self):
        while not self.waiting:
            drawn = {new_public_id("RC") for _n in range(DRAWN_AT_ONCE)} - self.drawn
            taken = Record.objects.filter(pk__among=drawn).values_list("pk", flat=True)
            # In no order, or they would be looked for among all rows of this import.
            planned = ImportRow.objects.filter(owner__among=drawn).order_by()
            self.drawn = drawn
            self.waiting = list(drawn - {*taken, *planned.values_list("owner", flat=True)})
        return self.waiting.pop()


class People:
    """Decides for the lines of one file, batch after batch."""

    def __init__(self, imported, reader, accepted):
        self.imported, self.reader, self.accepted = imported, reader, accepted
        self.previous, self.ids = None, FreshPublicIds()
        self.is_erased = False  # whoever the line before was about
        self.is_anybody_here = None  # not asked yet

    def _new(self):
        return Person(self.ids.next(), is_new=True)

    def of(self, lines, before, decided):
        """{line number: Person}; `before` is what the list said, `decided` what somebody decided."""
        found, open_lines = {}, []
        typed = {line.public_id for line in lines if line.public_id and not line.is_again}
        here = set(Prisoner.objects.filter(record__among=typed).values_list("record_id", flat=True))
        ids = self._external_ids([line for line in lines if not line.is_again])
        owners = [known.owner for rows in before.values() for known in rows.values()]
        merged = _merged([*owners, *(line.public_id for line in lines if line.is_again)])
        strangers = [
            line
            for line in lines
            if not line.is_refused
            and not line.is_again
            and line.public_id not in here
            and line.key not in before
            and line.key not in ids
        ]
        erased.note(strangers, self.imported.list_name, decided)
        self.is_erased = erased.note_following(lines, self.is_erased)
        for line in lines:
            if line.is_refused:
                continue
            known = before.get(line.key, {}).get("person")
            if line.is_again:
                found[line.number] = Person(merged.get(line.public_id, line.public_id))
            elif line.number in decided:
                chosen = decided[line.number]
                found[line.number] = Person(chosen, joins=True) if chosen else self._new()
            elif line.continues:
                continue
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
                found[line.number] = self._new()
        self._match(lines, open_lines, found)
        return self._in_order(lines, found)

    def _external_ids(self, lines):
        """{key of a line: public id} of people who have this id of the list, from before or typed."""
        rows = ExternalId.objects.filter(
            scheme=self.imported.list_name, value__among=[line.key for line in lines]
        )
        return dict(rows.values_list("value", "prisoner__record_id"))

    def _match(self, batch, lines, found):
        if not lines or "name" not in self.reader.profile.find:
            for line in lines:
                found[line.number] = self._new()
            return
        namesakes = Namesakes(self.imported, self.reader, lines, self.accepted, found)
        here = [[] for _line in lines]
        if self._can_match():
            here = matching.likely_here([namesakes.facts_of(line) for line in lines])
        likely_here = dict(zip([line.number for line in lines], here, strict=True))
        for line in batch:
            if line.number not in likely_here:
                namesakes.note(line)
                continue
            likely = likely_here[line.number]
            likely = [*likely, *namesakes.likely(line)]
            likely.sort(key=lambda each: -each.score.bits)
            certain = {each.public_id: each for each in likely if each.score.is_certain}
            waits = any(each.line in namesakes.waiting for each in certain.values())
            if not likely:
                found[line.number] = self._new()
            elif len(certain) == 1 and not waits:
                found[line.number] = Person(next(iter(certain)), joins=True)
            else:
                line.doubt(Doubt.LIKELY_SAME, "", likely[0].label)
                candidates = [each.as_json() for each in likely[:5]]
                found[line.number] = Person("", is_open=True, candidates=candidates)

    def _can_match(self):
        """Whether anybody is here, and found by name. Asked once: while a second session writes behind the
        reading, to look for what has come since is to pass over all that it has written.
        """
        if self.is_anybody_here is None:
            self.is_anybody_here = Prisoner.objects.exists()
            if self.is_anybody_here:
                searching.index_changed_names()
        return self.is_anybody_here

    def _in_order(self, lines, found):
        """Lines that go on with the person of the line before; the last one of a batch is remembered."""
        for line in lines:
            if line.continues and not line.is_refused and line.number not in found:
                if self.previous is None:
                    column, reason = self.reader.profile.continues, _("there is no line before it")
                    line.fault(column, "", reason, refuses=True)
                    continue
                before = self.previous
                found[line.number] = Person(before.public_id, joins=True, is_open=before.is_open)
            self.previous = found.get(line.number) or self.previous
        return found


def _merged(public_ids):
    """{public id: the record that it became part of} of those that were merged."""
    absorbed = Record.objects.filter(pk__among=set(public_ids), state=Record.State.MERGED)
    return {record.pk: record.at_the_end().pk for record in absorbed}
