"""Whom a question is about, inside hand-written SQL: each entry once, with whether it surely fits."""

from register.inlined import inlined
from register.models import Entry
from register.models.version import OPEN

BOTH = "SELECT asked.id, sure.id IS NOT NULL AS fits FROM ({possible}) asked LEFT JOIN ({certain}) sure USING (id)"


def asked_entries(question, cursor):
    """SELECT id, fits: those who may fit the filters, and whether they do beyond doubt."""
    possible, certain = question.possible_entries(), question.certain_entries()
    if not question.whom.leaves_doubt:
        entries = Entry.objects.known(question.known) if possible is None else possible
        everybody = inlined(entries.values("id"), cursor)
        return f"SELECT id, true AS fits FROM ({everybody}) everybody"  # noqa: S608
    return BOTH.format(
        possible=inlined(possible.values("id"), cursor),
        certain=inlined(certain.values("id"), cursor),
    )


def fitting(question, cursor, entry):
    """(join, condition): whether the person of a row, who may fit the filters, surely does, by its column `entry`."""
    if not question.whom.leaves_doubt:
        return "", "true"
    sure = inlined(question.certain_entries().values("id"), cursor)
    return f"LEFT JOIN ({sure}) sure ON sure.id = {entry}", "sure.id IS NOT NULL"


def known(question, alias):
    """The condition on the editions of a table's rows, so that the index of today's serves today."""
    if question.known is None:
        return f"{alias}.edition_to = {OPEN}"
    edition = int(question.known)
    return f"{alias}.edition_from <= {edition} AND {alias}.edition_to > {edition}"
