"""Lines about people who were erased: refused where that is sure, held where it may be."""

from django.utils.translation import gettext as _

from core.partial_dates import DateNotUnderstood
from office.erasing import fingerprints
from office.erasing.person import years_of
from office.importing.line import Doubt
from pardons.models import Beneficiary
from prisoners.models import ExternalId, Prisoner


def note(lines, list_name, decided=()):
    """Mark the lines; of one that is refused nothing is kept, for it would bring the person back.

    Lines whose numbers are in `decided` are taken although they may be about somebody erased.
    """
    found = fingerprints.matches([_person(line, list_name) for line in lines])
    for line, match in zip(lines, found, strict=True):
        if match is fingerprints.Match.SURE:
            line.forget(sentence())
        elif match is fingerprints.Match.MAYBE and line.number not in decided:
            line.doubt(Doubt.ERASED)


def note_following(lines, is_erased):
    """Lines that go on with the person of the line before go with it; whether the last one did.

    `is_erased` says so of the line before the first.
    """
    for line in lines:
        is_erased = line.is_forgotten or (is_erased and line.continues)
        if is_erased and not line.is_forgotten:
            line.forget(sentence())
    return is_erased


def sentence():
    return _("this person was erased by decision; if it is somebody else, enter them by hand")


def _person(line, list_name):
    """(names, years of birth, ids elsewhere) of whom a line is about."""
    names, born, external = [*line.names], set(), {(list_name, line.key)} if line.key else set()
    for row in line.rows.values():
        if row.model is Prisoner:
            names.append(row.said.get("display_name"))
            born |= _years(row.said.get("born_on"))
        elif row.model is Beneficiary:
            names.append(row.said.get("name_as_reported"))
        elif row.model is ExternalId:
            external.add((row.said.get("scheme"), row.said.get("value")))
    return names, born, external


def _years(text):
    try:
        return set(years_of(text)) if text else set()
    except DateNotUnderstood:
        return set()
