"""What a cell of one table leads to: by what names a row everywhere, and by what people have at hand.

Beside code, public id and key (`core.columns`) these are read: the key of a person in a list, the
own key of an act or a claim, the bare name of a facility, and the kind of a row where its record
has one of them.
"""

import uuid

from django.utils.translation import gettext as _

from core.columns import CannotRead
from office.importing.planning import plain
from office.importing.targets import CATALOGUES, PLACES
from pardons.models import AnnouncedCount, ClemencyAct
from prisoners.models import ExternalId, Prisoner
from sources.models import CountClaim, Record

MOST_KEPT = 100_000
NOT_SAID = object()
# By the words of the places of a wide line: the rows below a person or an act.
KINDS = {place.name: place.model for place in PLACES.values()} | {"announced_count": AnnouncedCount}
ROOTS = {
    Record.Kind.PRISONER: Prisoner,
    Record.Kind.ACT: ClemencyAct,
    Record.Kind.CLAIM: CountClaim,
}


class Links:
    """Finds what the cells of one file lead to; each is looked up once."""

    def __init__(self, model, catalogues, country):
        self.model, self.catalogues, self.country = model, catalogues, country
        self.found = {}

    def find(self, column, text, list_name=""):
        """The value for `column.attname`; NOT_SAID of a row of this table that may come later."""
        key = (column.name, text, list_name)
        if key not in self.found:
            if len(self.found) > MOST_KEPT:
                self.found.clear()
            self.found[key] = self._look_up(column, text, list_name)
        return self.found[key]

    def _look_up(self, column, text, list_name):
        if column.is_many:
            return sorted(column.read(text))
        if text and list_name:
            return _of_list(column, text, list_name)
        try:
            return plain(column.read(text))
        except CannotRead:
            if column.target is self.model:
                return NOT_SAID
            if (found := self._by_name(column, text)) is None:
                raise
            return found

    def _by_name(self, column, text):
        """By the own key of an act or a claim, or by the name of a place without its country."""
        if column.target in CATALOGUES:
            return self.catalogues.find(column.field, text, self.country)
        keyed = {ClemencyAct: [ClemencyAct], Record: [ClemencyAct, CountClaim]}
        for model in keyed.get(column.target, ()):
            if row := model.objects.filter(key=text).first():
                return row.pk if column.target is model else row.record_id
        return None


def _of_list(column, text, list_name):
    people = ExternalId.objects.filter(scheme=list_name, value=text)
    name = "prisoner_id" if column.target is Prisoner else "prisoner__record_id"
    found = set(people.values_list(name, flat=True)[:2])
    if len(found) != 1:
        raise CannotRead(_("nobody has this key in the list “%(list)s”") % {"list": list_name})
    return found.pop()


def cited_row(record_id, text):
    """The code of the row of a record that is meant: its code, or "verdict" where there is one of them."""
    try:
        return str(uuid.UUID(text))
    except ValueError:
        pass
    kind, _colon, number = text.partition(":")
    if kind not in KINDS:
        raise CannotRead(
            _("not a code, and not one of: %(choices)s") % {"choices": ", ".join(KINDS)}
        )
    codes = _codes(record_id, KINDS[kind])
    if number.isascii() and number.isdigit() and 0 < int(number) <= len(codes):
        return codes[int(number) - 1]
    if number or not codes:
        raise CannotRead(_("this record has no such row"))
    if len(codes) > 1:
        raise CannotRead(
            _("this record has %(number)d of them: say which, as “%(kind)s:2”")
            % {"number": len(codes), "kind": kind}
        )
    return codes[0]


def check_field(record_id, row_text, name):
    """Refuses a field that the record does not have, or the row where its kind is named."""
    if row_text:
        model = KINDS.get(row_text.partition(":")[0])
    else:
        kind = Record.objects.filter(pk=record_id).values_list("kind", flat=True).first()
        model = ROOTS.get(kind)
    if model and name not in {field.name for field in model._meta.concrete_fields}:
        raise CannotRead(_("there is no such field"))


def _codes(record_id, model):
    """The codes of the rows of one kind, in the order in which they were entered."""
    names = {field.name for field in model._meta.concrete_fields}
    if "code" not in names:
        return []
    above = "prisoner__record" if "prisoner" in names and "act" not in names else "act__record"
    rows = model.objects.filter(**{above: record_id}).order_by("pk")
    return [str(code) for code in rows.values_list("code", flat=True)]
