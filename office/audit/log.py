"""Writing the audit log. Call `record` in the transaction of what it tells: both happen, or neither."""

from office.audit.kinds import Kind
from office.models.audit import AuditEvent


def record(kind, *, by=None, about="", detail=None):
    """Write one event, without confidential text; it gets its place in the chain at the commit.

    `about` is a public id or a label, `detail` a small dict: codes, numbers, public ids.
    """
    return AuditEvent.objects.create(kind=Kind(kind), by=by, about=about, detail=detail or {})
