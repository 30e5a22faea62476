"""Digests: what was reviewed, as one hash per root of everything that would be public."""

from django.db import connection, transaction

from core import seeing
from register.publishing import batch
from register.publishing.roots import ROOT_KINDS
from sources.models import Record

CHUNK = 5_000


@seeing.as_system()
def digests(public_ids):
    """{public_id: SHA-256 of all that publishing these together now would show of it}."""
    found = {}
    with transaction.atomic(), connection.cursor() as cursor:
        batch.begin(cursor, public_ids)
        for kind, ids in by_kind(kinds_of(public_ids)):
            for some in in_chunks(ids):
                batch.fill(cursor, kind, some)
                cursor.execute("SELECT public_id, digest FROM publishing")
                found.update(cursor.fetchall())
    return found


def kinds_of(public_ids):
    """{public_id: kind of its record}."""
    return dict(
        pair
        for some in in_chunks(public_ids)
        for pair in Record.objects.filter(public_id__among=some).values_list("public_id", "kind")
    )


def by_kind(kinds):
    """[(root kind, its public ids)] of {public_id: kind}, in the order in which kinds are published."""
    return [
        (kind, ids)
        for kind in ROOT_KINDS
        if (ids := [public_id for public_id, found in kinds.items() if found == kind.kind])
    ]


def in_chunks(public_ids):
    """The ids in lists of at most CHUNK: as many as one statement is about."""
    public_ids = list(public_ids)
    for start in range(0, len(public_ids), CHUNK):
        yield public_ids[start : start + CHUNK]
