"""Whom a question is about, inside hand-written SQL: each entry once, with whether it surely fits."""

from register.inlined import inlined
from register.models import Entry

BOTH = "SELECT asked.id, sure.id IS NOT NULL AS fits FROM ({possible}) asked LEFT JOIN ({certain}) sure USING (id)"


def asked_entries(question, cursor):
    """SELECT id, fits: those who may fit the filters, and whether they do beyond doubt."""
    possible, certain = question.possible_entries(), question.certain_entries()
    if possible is None:
        everybody = inlined(Entry.objects.known(question.known).values("id"), cursor)
        return f"SELECT id, true AS fits FROM ({everybody}) everybody"  # noqa: S608
    return BOTH.format(
        possible=inlined(possible.values("id"), cursor),
        certain=inlined(certain.values("id"), cursor),
    )
