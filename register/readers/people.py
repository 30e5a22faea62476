"""Names as pages show them: in the reader's language, and in the person's own script."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from register.models import Entry, Identity, Name, Redirect


@dataclass(frozen=True)
class Person:
    """Who is meant. `native` is empty where it would repeat the name or the name is withheld."""

    public_id: str
    name: str
    native: str = ""
    native_language: str = ""
    is_withheld: bool = False
    is_public: bool = True  # False when the record has been withdrawn since


def people(public_ids):
    """A Person for each public id, in three queries.

    Whose record became part of another has the identity of that one, as decided today.
    """
    public_ids = set(public_ids)
    named_by = {public_id: public_id for public_id in public_ids} | Redirect.objects.leads(
        public_ids
    )
    identities = Identity.objects.in_bulk(set(named_by.values()))
    native = {}
    kinds = [Name.Kind.MAIN, Name.Kind.NATIVE]
    for name in Name.objects.filter(public_id__in=identities, kind__in=kinds).order_by("id"):
        native.setdefault(name.public_id, []).append(name)
    return {
        public_id: person(public_id, identities.get(named), native.get(named, ()))
        for public_id, named in named_by.items()
    }


def told_too_much(persons, known):
    """The ids of those, of what `people` gave, of whom only the number is shown.

    Their name was withheld, or their record withdrawn, after the edition `known` had told of them. Beside
    a fact, or among those who fit a filter, even the id would say which person it is.
    """
    withheld = [public_id for public_id, person in persons.items() if person.is_withheld]
    if not withheld:
        return set()
    entries = Entry.objects.known(known).filter(public_id__in=withheld, is_withheld=False)
    return set(entries.values_list("public_id", flat=True))


def not_shown():
    """The Person of one of those: without an id."""
    return Person("", _("Not shown any more"), is_withheld=True, is_public=False)


def person(public_id, identity, names):
    """The Person of one identity; None for the identity of a record that is not public any more."""
    if identity is None:
        return Person(public_id, public_id, is_withheld=True, is_public=False)
    if identity.is_withheld:
        return Person(public_id, _("Name withheld"), is_withheld=True)
    shown = _in_readers_language(names) or identity.display_name or _("Name not known")
    own = next((n for n in names if n.kind == Name.Kind.NATIVE and n.text != shown), None)
    return Person(
        public_id,
        shown,
        native=own.text if own else "",
        native_language=own.language if own else "",
    )


def _in_readers_language(names):
    language = (get_language() or "").partition("-")[0]
    return next((n.text for n in names if n.language.partition("-")[0] == language != "en"), "")
