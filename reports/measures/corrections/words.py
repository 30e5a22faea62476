"""Codes of the log in the reader's language."""

from django.utils.translation import gettext as _

from register.models import Change
from register.publishing.changes import TEXTS
from register.publishing.roots import ROOT_KINDS
from sources.models import Record

KINDS = {kind.value: kind.label for kind in Change.Kind}
ROOTS = {root.value: root.label for root in Record.Kind}
TOGETHER = "; "
NOT_SAID = "not_said"


def why_in_words(code):
    return _("not said") if code == NOT_SAID else str(Change.Why(code).label)


def facts_in_words(codes):
    """ "detention.ended_on; texts" as "detention: ended on; names, texts or sources"."""
    return TOGETHER.join(fact_in_words(code) for code in filter(None, codes.split(TOGETHER)))


def fact_in_words(code):
    if code == TEXTS:
        return _("names, texts or sources")
    part, _dot, field = code.partition(".")
    working, published = PARTS[part]
    if published in VERSIONS:
        return _field(published, field)
    match field:
        case "added":
            what = _("added")
        case "removed":
            what = _("removed")
        case _other:
            what = _field(published, field)
    return _("%(part)s: %(what)s") % {"part": working._meta.verbose_name, "what": what}


def _field(published, column):
    field = next((f for f in published._meta.concrete_fields if f.column == column), None)
    if field is None or column in LINKS:
        return _("who it is about")
    return str(field.verbose_name)


VERSIONS = {kind.version for kind in ROOT_KINDS}
# Links to other records by public id.
LINKS = ("prisoner_id", "other_id", "about_id")
PARTS = {
    published._meta.model_name: (working, published)
    for kind in ROOT_KINDS
    for working, published in [
        (kind.working, kind.version),
        *((pair.working, pair.published) for pair in kind.parts),
    ]
}
