"""A wide line: one row of a spreadsheet that tells of one person, a detention, a case, a death."""

import hashlib
import json
from itertools import count

from django.utils import timezone
from django.utils.translation import gettext as _

from core.partial_dates import parse_edtf
from office.importing import words
from office.importing.catalogue import TO_BE_MADE, Catalogues, too_long
from office.importing.line import Doubt, Line, Row
from office.importing.profiles import Column
from office.importing.sentences import Sentences
from office.importing.targets import (
    IN_WORDS,
    PLACES,
    Target,
    fields_of,
    is_date,
    needed_links,
    target_of,
)
from office.importing.values import LONGER, CellRefused, value_of
from prisoners.charges import read_charges
from prisoners.models import Detention, ExternalId, Name
from prisoners.names import read_names, script_of
from sheets import SURPLUS
from sources.models import Citation

MOST_NAMES = 30
LONGEST_KEY = 200
KEY_OF_LINE = "line:"  # before the key of a line that has none of its own


# How constants and the words of sentences are read: links that nobody entered yet are made.
_PLAIN = Column("", unknown="create")


class WideReader:
    """Reads the lines of one file by one profile. `unread` are the columns that go nowhere."""

    rows = "people"

    def __init__(self, profile, columns, catalogues=None, today=None):
        self.profile, self.today = profile, today or timezone.localdate()
        self.catalogues = catalogues or Catalogues()
        self.sentences = Sentences(profile)
        self.plan, self.unread = [], []
        for name in columns:
            ways = profile.ways(name)
            self.plan += [(name, way, [target_of(to) for to in way.to]) for way in ways]
            if not ways and name not in (*profile.ignore, *profile.key, profile.continues):
                self.unread.append(name)
        self.placed = {target.place for _name, _way, targets in self.plan for target in targets}
        self.missing = [name for name in (*profile.columns, *profile.key) if name not in columns]
        self.country = next(
            (value for target, value in profile.always.items() if target.endswith(".country")), ""
        )

    def read(self, number, cells):
        line = Line(number, {name: text for name, text in cells.items() if name is not SURPLUS})
        if surplus := cells.get(SURPLUS):
            line.fault("", "; ".join(surplus), _("more cells than there are columns"), refuses=True)
        self.line = line
        self.names, self.surname, self.given = [], "", ""
        self.person = self._row("person")
        self.sentences.begin()
        for name, column, targets in self.plan:
            text = cells.get(name, "")
            if text and text not in self.profile.missing:
                for target in targets:
                    self._take(target, column, name, text)
        self._key(cells)
        self._names()
        self.sentences.finish(self)
        self._ends()
        self._above()
        self._always()
        self._sources()
        self._complete()
        line.continues = bool(self.profile.continues and cells.get(self.profile.continues))
        self._doubts()
        line.rows = dict(sorted(line.rows.items(), key=lambda item: _order(item[0])))
        return line

    # --- one cell ---

    def _take(self, target, column, name, text):
        if target.field:
            self.say(target, text, column, name)
            return
        if text := column.meaning(text):
            getattr(self, f"_take_{target.kind}")(text, column, name, target.place)

    def say(self, target, text, column=None, name=""):
        """Note what the line says of a field; a refused value is a fault and the field stays out."""
        field = fields_of(PLACES[target.kind].model)[target.field]
        try:
            value = value_of(field, text, column or _PLAIN)
            if value is None:
                return
            if field.is_relation and self._is_left(field, value, column):
                target, link = Target(target.place, IN_WORDS[target.kind, target.field]), None
                field = fields_of(PLACES[target.kind].model)[target.field]
                value = value_of(field, text, _PLAIN)
            else:
                link = self._link(field, value, column) if field.is_relation else None
        except CellRefused as error:
            self.line.fault(name or f"{target.place}.{target.field}", text, error)
            return
        row = self._row(target.place)
        row.said[field.name] = value
        row.values[field.attname] = value if link is None else link

    def set(self, place, /, **values):
        """Note values that are of the right kind already."""
        row = self._row(place)
        row.said |= values
        row.values |= values
        return row

    def _link(self, field, text, column):
        if found := self.catalogues.find(field, text, self.country):
            return found
        unknown = column.unknown if column else "create"
        if unknown == "create":
            if found := too_long(field.remote_field.model, text, self.country):
                raise CellRefused(LONGER % {"most": found[0], "length": found[1]})
            return f"{TO_BE_MADE}{text}"
        label = field.remote_field.model._meta.verbose_name_plural
        raise CellRefused(
            _("not in the catalogue of %(kind)s; enter it there first") % {"kind": label}
        )

    def _is_left(self, field, text, column):
        """Whether the profile says that a name which no catalogue has is kept in words."""
        is_asked = column is not None and column.unknown == "leave"
        return is_asked and not self.catalogues.find(field, text, self.country)

    def _row(self, place):
        if place not in self.line.rows:
            self.line.rows[place] = Row(place, PLACES[place.partition(":")[0]].model)
        return self.line.rows[place]

    # --- columns that make more than one field ---

    def _take_key(self, text, _column, _name, _place):
        self.line.key = text

    def _take_public_id(self, text, _column, _name, _place):
        self.line.public_id = text.upper()

    def _take_name(self, text, _column, name, _place):
        found = self._read_names(text, self.profile.order, name)
        self.names = [(found.main, Name.Kind.MAIN), *self.names, *found.others]

    def _read_names(self, text, order, column):
        found = read_names(text, order=order)
        if found.left:
            self.line.fault(column, found.left, _("not understood; kept word for word"))
        return found

    def _take_surname(self, text, _column, _name, _place):
        self.surname = text

    def _take_given_name(self, text, _column, _name, _place):
        self.given = text

    def _take_names(self, text, column, _name, place):
        kind = place.partition(":")[2] or Name.Kind.SPELLING
        pieces = text.split(column.split) if column.split else [text]
        self.names += [(piece.strip(), kind) for piece in pieces if piece.strip()]

    def _take_aliases(self, text, column, name, _place):
        self._take_names(text, column, name, f"names:{Name.Kind.ALIAS}")

    def _take_sentence(self, text, _column, name, place):
        self.sentences.pronounced(name, text, place.partition(":")[2])

    def _take_sentence_and_date(self, text, _column, name, _place):
        self.sentences.pronounced(name, text, is_dated=True)

    def _take_term(self, text, _column, name, place):
        self.sentences.term(self, name, text, place.partition(":")[2])

    def _take_regime(self, text, _column, _name, place):
        self.sentences.regime(self, text, place.partition(":")[2])

    def _take_steps(self, text, _column, name, _place):
        self.sentences.happened(name, text)

    def _take_charges(self, text, column, name, _place):
        self.set("prosecution", charges_stated=text)
        for number, charge in enumerate(read_charges(text), 1):
            self.set(f"charge:{number}", as_stated=charge.as_stated[:300])
            article = f"{charge.number}({charge.part})" if charge.part else charge.number
            self.say(Target(f"charge:{number}", "article"), article, None, name)

    def _take_sources(self, text, column, name, _place):
        for number, key in enumerate(text.split(column.split or ";"), 1):
            self._cite(f"citation:{number}", key.strip(), name)

    def _take_note(self, text, _column, name, _place):
        notes = self.person.said.get("notes", "")
        self.set("person", notes=f"{notes}\n{name}: {text}".strip())

    # --- the line as a whole ---

    def _key(self, cells):
        line, keys = self.line, self.profile.key
        if keys:
            parts = [cells.get(name, "") for name in keys]
            if not any(parts):
                line.fault(", ".join(keys), "", _("the key of the line is missing"), refuses=True)
            line.key = " / ".join(parts)
        if not line.key:
            said = json.dumps(
                {k: v for k, v in sorted(line.cells.items()) if v}, ensure_ascii=False
            )
            line.key = KEY_OF_LINE + hashlib.sha256(said.encode()).hexdigest()[:32]
        else:
            if len(line.key) > LONGEST_KEY:
                digest = hashlib.sha256(line.key.encode()).hexdigest()[:32]
                line.key = f"{line.key[: LONGEST_KEY - 34]}… {digest}"
            row = self.line.rows["external_id"] = Row("external_id", ExternalId)
            row.said = {
                "scheme": self.profile.list_name,
                "value": line.key,
                "is_confidential": True,
            }
            row.values = dict(row.said)

    def _names(self):
        if self.surname or self.given:
            whole = (
                f"{self.surname}, {self.given}"
                if self.surname and self.given
                else self.surname or self.given
            )
            found = self._read_names(whole, "surname-first", "")
            self.names = [(found.main, Name.Kind.MAIN), *found.others, *self.names]
        unique = dict.fromkeys((text, str(kind)) for text, kind in self.names if text)
        free = (n for n in count(1) if f"name:{n}" not in self.placed)
        for number, (text, kind) in zip(free, list(unique)[:MOST_NAMES], strict=False):
            if len(text) > 200:
                self.line.fault("", text, _("a name of more than 200 characters"))
                continue
            self.set(f"name:{number}", text=text, kind=kind, script=script_of(text))
            self.line.names.append(text)
        display = self.person.said.get("display_name")
        if not display and self.line.names:
            self.set("person", display_name=self.line.names[0])
        elif display:
            self.line.names.insert(0, display)
        for row in self.line.rows.values():
            if row.model is Name and row.place.count(":") == 0 and row.said.get("text"):
                self.line.names.append(row.said["text"])
        self.line.names = list(dict.fromkeys(self.line.names))
        if not self.line.names and not self.line.public_id:
            self.line.fault("", "", _("the line names nobody"), refuses=True)

    def _ends(self):
        """An end of which no reason is stated was a release on a ground that is not stated."""
        for place, row in list(self.line.rows.items()):
            if row.kind == "detention" and row.said.get("ended_on"):
                reason = row.said.get("end_reason") or Detention.EndReason.RELEASED.value
                terms = Detention.ReleaseTerms.UNKNOWN.value
                terms = "" if reason == Detention.EndReason.DEATH else terms
                self.set(place, **({"end_reason": reason, "release_terms": terms} | row.said))

    def _above(self):
        """What a row lies in is there too; and whoever is named beside an act is its beneficiary."""
        if "act" in self.line.rows:
            self._row("beneficiary")
        for place in list(self.line.rows):
            row = self.line.rows[place]
            while within := row.kind in PLACES and PLACES[row.kind].within:
                row.within = row.within or within[1]
                row = self._row(row.within)

    def _always(self):
        """What the profile always says, of the rows that there are."""
        for text, value in self.profile.always.items():
            target = target_of(text)
            for place in list(self.line.rows):
                is_meant = target.place in (place, place.partition(":")[0])
                if is_meant and target.field not in self.line.rows[place].said:
                    filled = value.format_map(_Said(self.line.rows)) if "{" in value else value
                    self.say(Target(place, target.field), filled)

    def _sources(self):
        if key := self.profile.source.get("key"):
            self._cite("citation", key, "")

    def _cite(self, place, key, name):
        field = Citation._meta.get_field("source")
        found = self.catalogues.find(field, key)
        if not found and key != self.profile.source.get("key"):
            self.line.fault(name, key, _("no source has this key or address"))
            return
        self.line.rows[place] = Row(
            place, Citation, {"source": key}, {"source_id": found or f"{TO_BE_MADE}{key}"}
        )

    def _complete(self):
        """A row without the link that it needs stays out; the rest of the line is taken."""
        for place, row in list(self.line.rows.items()):
            for field in needed_links(row.model):
                if field.attname not in row.values:
                    label = _("“%(field)s” is missing.") % {"field": field.verbose_name}
                    self.line.fault(place, words.of_row(row), label)
                    del self.line.rows[place]

    def _doubts(self):
        for row in self.line.rows.values():
            for name, value in row.said.items():
                if value and name.endswith("_on") and is_date(row.model._meta.get_field(name)):
                    earliest = parse_edtf(value).earliest
                    if earliest and earliest > self.today:
                        self.line.doubt(Doubt.FUTURE, f"{row.place}.{name}", value)
            if row.kind == "death":
                self.line.doubt(Doubt.DEATH, "death", words.of_row(row))
            if row.kind == "detention" and row.said.get("ended_on"):
                self.line.doubt(Doubt.RELEASE, "detention", words.of_row(row))


class _Said(dict):
    """For "us-pardon-{act.announced_on}": what the line says, by target."""

    def __init__(self, rows):
        super().__init__((place, type("Fields", (), dict(row.said))) for place, row in rows.items())


ORDER = {kind: number for number, kind in enumerate([*PLACES, "citation"])}


def _order(place):
    kind, _colon, number = place.partition(":")
    return ORDER[kind], len(number), number
