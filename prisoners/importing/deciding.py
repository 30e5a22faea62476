"""Whom a line of a spreadsheet is about: somebody here, a new person, or a question for the office.

A key that is known decides. Any other line is compared with everybody who is here, people of earlier
lines of the same file included: from `SAME` on it is that person, from `REVIEW` on it is held until
somebody decides, below it is a new person.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from core.fields import canonical
from core.partial_dates import DateNotUnderstood, parse_edtf
from prisoners.duplicates import facts, find
from prisoners.importing import terms
from prisoners.models import ExternalId, HeldRow, Prisoner
from sources.importing import cells

MOST_TOLD = 3


class What(StrEnum):
    KNOWN = "known"
    SAME = "same"
    HELD = "held"
    NEW = "new"


@dataclass(frozen=True)
class Decision:
    """What becomes of one line.

    `joins`: its list only adds to a person who was here before; 1 for the first list that joined,
    and so on, 0 for the list that made the person. `is_shared`: others have joined the person of
    this line, whose empty cells must not empty what those said.
    """

    what: What
    person: Prisoner | None = None
    joins: int = 0
    is_shared: bool = False
    candidates: list = field(default_factory=list)

    def __str__(self):
        """For the preview: what happens and why."""
        said = {
            What.KNOWN: _("Known by its key."),
            What.SAME: _("The same person, who is added to:"),
            What.HELD: _("Held for a decision:"),
            What.NEW: _("A new person."),
        }[self.what]
        people = format_html_join(
            "", "<br><b>{}</b>: {}", ((name, why) for name, why in self._people())
        )
        return format_html("{}{}", said, people)

    def _people(self):
        for each in self.candidates[:MOST_TOLD]:
            name = f"{each.facts.label} ({each.facts.public_id})"
            yield name, " ".join(str(reason) for reason in each.score.reasons)


class Deciding:
    """Decisions for the lines of one file. `told` is {line: the person's pk, or None for a new one}."""

    def __init__(self, told=None):
        self.told = told or {}
        self.keys, self.people = {}, {}
        self.joined = defaultdict(list)  # {pk of a person: what joined, in order}
        for known in ExternalId.objects.select_related("prisoner").order_by("pk"):
            self._know(known.scheme, known.value, known.prisoner, joins=known.is_joined)
        self.is_empty = not Prisoner.objects.exists()

    def of(self, row):
        key = list_and_key(row)
        if pk := self.keys.get(key):
            joins = self.joined[pk].index(key) + 1 if key in self.joined[pk] else 0
            return Decision(What.KNOWN, self._person(pk), joins, is_shared=bool(self.joined[pk]))
        if (line := line_of(row)) in self.told:
            person = self._person(self.told[line])
            return self._joining(person) if person else Decision(What.NEW)
        if self.is_empty:
            return Decision(What.NEW)
        likely = find.candidates_for(facts_of(row))
        if not likely:
            return Decision(What.NEW)
        # With two almost certain people the file cannot know which: somebody has to look.
        certain = [each for each in likely if each.score.is_certain]
        if len(certain) != 1:
            return Decision(What.HELD, candidates=likely)
        return self._joining(self._person(certain[0].facts.pk), certain)

    def _joining(self, person, candidates=()):
        joins = len(self.joined[person.pk]) + 1
        return Decision(What.SAME, person, joins, candidates=list(candidates))

    def note(self, row, person, decision):
        """A line was saved: its key is known from now on."""
        self.is_empty = False
        self._know(*list_and_key(row), person, joins=decision.joins)

    def _know(self, list_name, key, person, *, joins):
        # One object a person: two lines about somebody must see what the other wrote.
        self.people.setdefault(person.pk, person)
        self.keys[list_name, key] = person.pk
        if joins and (list_name, key) not in self.joined[person.pk]:
            self.joined[person.pk].append((list_name, key))

    def _person(self, pk):
        if pk is not None and pk not in self.people:
            self.people[pk] = Prisoner.objects.get(pk=pk)
        return self.people.get(pk)


def list_and_key(row):
    return cells.text(row, "list"), key_of(row)


def key_of(row):
    """The person's key in the list; of a line without one, a key made from all that it says."""
    if key := cells.text(row, "person_key"):
        return key
    said = {column: cells.text(row, column) for column in sorted(row) if cells.text(row, column)}
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode())
    return f"{facts.KEY_OF_LINE}{digest.hexdigest()[:32]}"


def line_of(row):
    """What a held line is known by."""
    return "{}: {}".format(*list_and_key(row))


def facts_of(row):
    """What a line says of a person; what cannot be read is refused elsewhere and left out here."""
    names = ["name_latin", "name_native_be", "name_ru"]
    key = cells.text(row, "person_key")
    place = cells.text(row, "arrest_place")
    charges = terms.charges(cells.text(row, "charges"))
    return facts.of_values(
        names=[
            *(cells.text(row, column) for column in names),
            *cells.several(row, "other_spellings"),
        ],
        asked=1,
        sex={"f": "female", "m": "male"}.get(cells.text(row, "sex"), cells.text(row, "sex")),
        born=_date(row, "birth_date"),
        died=_date(row, "death_date"),
        arrests=facts.filled([_date(row, "arrest_date")]),
        sentences=facts.filled([_date(row, "sentence_date"), _date(row, "appeal_date")]),
        articles=frozenset(charge.number for charge in charges),
        places=frozenset([facts.place(place)]) if place else frozenset(),
        facilities=frozenset(map(facts.folded, cells.several(row, "facility"))),
        external_ids=frozenset([(cells.text(row, "list"), key)]) if key else frozenset(),
    )


def _date(row, column):
    try:
        return parse_edtf(canonical(cells.text(row, column)))
    except DateNotUnderstood:
        return None


def hold(row, decision):
    """Keep the line for a decision; the same line again takes the place of the one that waits."""
    candidates = [
        {
            "public_id": each.facts.public_id,
            "value": each.score.value,
            "reasons": [reason.as_json() for reason in each.score.reasons],
        }
        for each in decision.candidates
    ]
    kept = {column: cells.text(row, column) for column in row}
    HeldRow.objects.update_or_create(
        line=line_of(row)[:330],
        defaults={
            "row": kept,
            "candidates": candidates,
            "decision": HeldRow.Decision.WAITING,
            "decided_by": None,
            "decided_at": None,
        },
    )
