"""What one cell of a wide line means in a field. A list says the same thing often: it is read once."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from office.importing.catalogue import TO_BE_MADE, too_long
from office.importing.profiles import Column
from office.importing.targets import IN_WORDS, PLACES, Target, fields_of
from office.importing.values import LONGER, CellRefused, value_of

MOST_KEPT = 5_000
# How constants and the words of sentences are read: links that nobody entered yet are made.
PLAIN = Column("", unknown="create")


@dataclass(frozen=True, slots=True)
class Meaning:
    """`said` is kept as what the list says of the field `name`, `value` is written into `attname`.

    It `may_change` when the words are kept because no catalogue has them yet.
    """

    name: str
    attname: str
    said: object
    value: object
    may_change: bool = False


class Meanings:
    """Reads the cells of one file."""

    def __init__(self, catalogues, country):
        self.catalogues, self.country = catalogues, country
        self.known = {}

    def of(self, target, text, column=PLAIN):
        """The `Meaning` of `text` in the field of a target; None when the profile says that it means
        nothing, and `CellRefused` says why it has none.
        """
        key = (target.place, target.field, column.name, text)
        if key not in self.known:
            if len(self.known) >= MOST_KEPT:
                self.known.clear()
            self.known[key] = self._read(target, text, column)
        found = self.known[key]
        if isinstance(found, CellRefused):
            raise CellRefused(*found.args)
        return found

    def _read(self, target, text, column):
        try:
            field = fields_of(PLACES[target.kind].model)[target.field]
            value = value_of(field, text, column)
            if value is None:
                return None
            if not field.is_relation:
                return Meaning(field.name, field.attname, value, value)
            return self._link(target, field, value, column)
        except CellRefused as refused:
            return refused

    def _link(self, target, field, text, column):
        """A row of a catalogue that is there, or is to be made, or is left in words."""
        if found := self.catalogues.find(field, text, self.country):
            return Meaning(field.name, field.attname, text, found)
        if column.unknown == "leave":
            words = Target(target.place, IN_WORDS[target.kind, target.field])
            found = self._read(words, text, PLAIN)
            return replace(found, may_change=True) if isinstance(found, Meaning) else found
        model = field.remote_field.model
        if column.unknown == "refuse":
            raise CellRefused(
                _("not in the catalogue of %(kind)s; enter it there first")
                % {"kind": model._meta.verbose_name_plural}
            )
        if found := too_long(model, text, self.country):
            raise CellRefused(LONGER % {"most": found[0], "length": found[1]})
        return Meaning(field.name, field.attname, text, f"{TO_BE_MADE}{text}")
