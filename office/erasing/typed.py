"""A warning for whoever types somebody who was erased."""

from django.utils.translation import gettext as _

from office.erasing import fingerprints
from prisoners.admin.likely import typing


def warn(person):
    """`person` are the facts of a form (`prisoners.duplicates.facts`)."""
    born = person.born
    years = set()
    if born and born.earliest and born.latest:
        years = set(range(born.earliest.year, born.latest.year + 1))
    match = fingerprints.matches([(person.names, years, person.external_ids)])[0]
    if match is fingerprints.Match.SURE:
        return _(
            "Somebody of this name and birth was erased by decision. Do not enter them again; "
            "if this is somebody else, go on."
        )
    if match is fingerprints.Match.MAYBE:
        return _(
            "Somebody of this name was erased by decision. Make sure that this is somebody else."
        )
    return ""


def add_to_form():
    typing.warnings.append(warn)
