"""Writing the audit log. Call `record` in the transaction of what it tells: both happen, or neither."""

from django.db import connections

from office.audit.kinds import Kind
from office.models.audit import AuditEvent


def record(kind, *, by=None, about="", detail=None, using="default"):
    """Write one event, without confidential text; it gets its place in the chain at the commit.

    `about` is a public id or a label, `detail` a small dict: codes, numbers, public ids.
    """
    return AuditEvent.objects.using(using).create(
        kind=Kind(kind), by=by, about=about, detail=detail or {}
    )


def forget(public_id, *, using="owner"):
    """Take a public id out of all events, as the owner of the tables; how many named it comes back.

    Who did what kind of thing when stays, and stays in the chain. What is written of the erasure
    itself (`erased`) keeps the id.
    """
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT audit_forget(%s)", [public_id])
        return cursor.fetchone()[0]
