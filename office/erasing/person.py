"""What somebody who is to be erased is known by, read before it is gone."""

from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from django.db.models import Q

from core.partial_dates import parse_edtf
from names.parts import words_of
from office.models import ImportedLine
from prisoners.models import ExternalId, Name, Prisoner
from register.models import Identity
from register.models import Name as PublishedName


@dataclass(frozen=True)
class Known:
    """`ids` begin with the record itself; `born` are years; `external` and `lines` (list, key)."""

    ids: list
    names: list
    born: set
    external: set

    @property
    def called(self):
        """The texts that stand for the person in a log: public ids and whole names."""
        return [*self.ids, *(name for name in self.names if len(words_of(name)) > 1)]

    def is_called_in(self, text):
        """Whether a text names the person, in whatever order of the words."""
        if any(public_id in text for public_id in self.ids):
            return True
        there = {word.text for word in words_of(text)}
        return any(
            {word.text for word in words_of(name)} <= there
            for name in self.names
            if len(words_of(name)) > 1
        )


def known_of(ids):
    """Everything that these records are known by, now or in their history."""
    people = Prisoner.objects.filter(record__in=ids)
    ever = Prisoner.pgh_event_model.objects.filter(record__in=ids)
    pks = {*people.values_list("pk", flat=True), *ever.values_list("pgh_obj_id", flat=True)}
    of_person = Q(prisoner__in=pks)
    names = [
        *people.values_list("display_name", flat=True),
        *ever.values_list("display_name", flat=True),
        *Name.objects.filter(of_person).values_list("text", flat=True),
        *Name.pgh_event_model.objects.filter(of_person).values_list("text", flat=True),
        *Identity.objects.filter(pk__in=ids).values_list("display_name", flat=True),
        *PublishedName.objects.filter(public_id__in=ids).values_list("text", flat=True),
    ]
    born = {*people.values_list("born_on", flat=True), *ever.values_list("born_on", flat=True)}
    external = ("scheme", "value")
    return Known(
        ids=list(ids),
        names=list(dict.fromkeys(filter(None, names))),
        born={year for text in filter(None, born) for year in years_of(text)},
        external={
            *ExternalId.objects.filter(of_person).values_list(*external),
            *ExternalId.pgh_event_model.objects.filter(of_person).values_list(*external),
            *ImportedLine.objects.filter(owner__in=ids).values_list("list_name", "key"),
        },
    )


def years_of(text):
    """The years in which a partial date may lie; none of one that leaves more than ten open."""
    days = parse_edtf(text)
    if days.earliest is None or days.latest is None or days.latest.year - days.earliest.year > 10:
        return []
    return list(range(days.earliest.year, days.latest.year + 1))


def patterns(known):
    """The same texts for LIKE, also as they stand in addresses."""
    found = {form for text in known.called for form in (text, quote(text), quote_plus(text))}
    return [f"%{_escaped(form)}%" for form in sorted(found)]


def _escaped(text):
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
