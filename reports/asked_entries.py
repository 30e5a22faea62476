"""Whom a question is about, inside hand-written SQL."""

from register.models.version import OPEN


def asked(question, cursor, entry):
    """(condition, fits) on a row by its column `entry`: the person may fit the filters, and surely does."""
    certain, possible = question.fitting
    if possible is None:
        return "true", "true"
    may_fit = possible.sql(entry, cursor)
    return may_fit, certain.sql(entry, cursor) if question.whom.leaves_doubt else "true"


def fits(question, cursor, entry):
    """Whether the person of a row, who may fit the filters, surely does, by its column `entry`."""
    return question.certain_entries.sql(entry, cursor) if question.whom.leaves_doubt else "true"


def known(question, alias):
    """The condition on the editions of a table's rows, so that the index of today's serves today."""
    if question.known is None:
        return f"{alias}.edition_to = {OPEN}"
    edition = int(question.known)
    return f"{alias}.edition_from <= {edition} AND {alias}.edition_to > {edition}"
