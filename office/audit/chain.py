"""Reading the chain of the audit log: the hash of each day, and where the log is not what it was.

Computed here anew, not by the functions of the database: who can change rows can change those too.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date

from django.db import connections
from django.db.models import Count, Max
from django.db.models.functions import TruncDate

from office.audit.kinds import Kind
from office.models.audit import AuditLink

ALL = """
    SELECT l.position, l.event_id, l.at, l.hash, e.id, e.kind, e.at, e.by_id, e.about, e.detail::text,
           e.salt::text, e.commitment, e.is_forgotten
      FROM office_auditlink l LEFT JOIN office_auditevent e ON e.id = l.event_id
     ORDER BY l.position
"""
NOT_CHAINED = """
    SELECT e.id, e.at FROM office_auditevent e
     WHERE NOT EXISTS (SELECT FROM office_auditlink WHERE event_id = e.id) ORDER BY e.id
"""


@dataclass(frozen=True)
class Day:
    """A day (UTC) on which something was written, and the hash of the chain at its end."""

    day: date
    events: int
    hash: str


@dataclass(frozen=True)
class Fault:
    day: date
    event: int
    what: str


def days(*, using="default", newest_first=True):
    """Every day with events. A day's hash is settled when the day is over."""
    links = AuditLink.objects.using(using)
    found = (
        links.order_by()
        .values(day=TruncDate("at", tzinfo=UTC))
        .annotate(events=Count("pk"), last=Max("pk"))
        .order_by("-day" if newest_first else "day")
    )
    hashes = links.in_bulk([row["last"] for row in found])
    return [Day(row["day"], row["events"], hashes[row["last"]].hash) for row in found]


def faults(*, kept=None, using="default"):
    """Where the chain is broken, in its order; `kept` are hashes of days that were kept elsewhere."""
    found = [*_of_links(using), *_of_events(using)]
    if kept:
        now = {each.day: each.hash for each in days(using=using)}
        found += [
            Fault(day, 0, "The hash of this day is not the one that was kept.")
            for day, its_hash in kept.items()
            if now.get(day) != its_hash
        ]
    return sorted(found, key=lambda fault: (fault.day, fault.event))


def _of_links(using):
    before, expected = "", 1
    forgotten, accounted = {}, set()
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(ALL)
        for place, event, chained_at, its_hash, *content in cursor:
            pk, kind, at, by, about, detail, salt, commitment, is_forgotten = content
            day = chained_at.astimezone(UTC).date()
            if place != expected:
                yield Fault(day, event, f"Links {expected} to {place - 1} of the chain are gone.")
            if pk is None:
                yield Fault(day, event, "The event is gone.")
            elif its_hash != _hash(
                before, place, _moment(chained_at), pk, kind, _moment(at), by or "", commitment
            ):
                yield Fault(day, event, "The event, or its place, is not what was written.")
            elif is_forgotten:
                forgotten[pk] = day
            elif commitment != _commitment(salt, about, detail):
                yield Fault(day, event, "What the event is about is not what was written.")
            if kind == Kind.FORGOTTEN and not is_forgotten:
                accounted |= _numbers(detail)
            before, expected = its_hash, place + 1
    for event, day in forgotten.items():
        if event not in accounted:
            yield Fault(day, event, "The event has forgotten what it was about without an erasure.")


def _of_events(using):
    with connections[using].cursor() as cursor:
        cursor.execute(NOT_CHAINED)
        for event, at in cursor.fetchall():
            yield Fault(at.astimezone(UTC).date(), event, "The event is not in the chain.")


def _hash(*parts):
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def _commitment(salt, about, detail):
    parts = [hashlib.sha256(text.encode()).hexdigest() for text in (about, detail)]
    return hashlib.sha256("".join([str(salt), *parts]).encode()).hexdigest()


def _moment(moment):
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")


def _numbers(detail):
    return set(json.loads(detail)["events"])
