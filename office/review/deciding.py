"""What staff decide about a record on its way to the public. Each is one atomic step."""

import math
import random

import pghistory
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit.kinds import Kind
from office.audit.log import record as note
from office.models import Approval, Batch, Remark
from prisoners.models import Prisoner
from register.publishing import PublishRefused, check, digests, publish, withdraw, withhold
from sources.models import Record


@transaction.atomic
def submit(records, *, by):
    """Send drafts or changed records to review; returns how many."""
    public_ids = list(records.select_for_update().values_list("pk", flat=True))
    Remark.objects.bulk_create(
        Remark(record_id=public_id, kind=Remark.Kind.SUBMITTED, written_by=by)
        for public_id in public_ids
    )
    return Record.objects.filter(pk__in=public_ids).update(
        state=Record.State.READY, submitted_at=timezone.now()
    )


@transaction.atomic
def send_back(record, *, by, why):
    """Back to the editors, with the reason."""
    Remark.objects.create(record=record, kind=Remark.Kind.SENT_BACK, text=why, written_by=by)
    is_public = record.published_revision is not None
    record.state = Record.State.PUBLISHED if is_public else Record.State.DRAFT
    record.submitted_at = None
    record.save(update_fields=["state", "submitted_at"])


@transaction.atomic
def approve(record, *, by, digest, answers, why=""):
    """Publish one record that `by` has read; refused when it is not what was read.

    `why` is the `Change.Why` of a record that was public before.
    """
    result = publish([record.public_id], by=by, approved={record.public_id: digest}, why=why)
    Approval.objects.create(
        record=record,
        digest=digest,
        edition=result.edition,
        approved_by=by,
        published_by=by,
        answers=answers,
    )
    _note_published(record.public_id, result, by)
    return result


@transaction.atomic
def approve_for_a_publisher(record, *, by, digest, answers, why=""):
    """Note that `by` has read and approves it, for somebody else to publish; refused as publishing would be."""
    check([record.public_id], by=by, approved={record.public_id: digest})
    return Approval.objects.create(
        record=record,
        digest=digest,
        approved_by=by,
        answers=answers | ({"why": why} if why else {}),
    )


def waiting_approval(record):
    """The approval of exactly what the record says now that nobody has published yet, or None."""
    if record.state != Record.State.READY:
        return None
    given = record.approvals.filter(
        published_by=None, approved_at__gte=record.submitted_at or record.changed_at
    )
    return given.filter(digest=digests([record.pk]).get(record.pk, "")).first()


@transaction.atomic
def publish_approved(record, *, by):
    """Publish what somebody else approved. That person is the second pair of eyes, whoever publishes."""
    record = Record.objects.select_for_update().get(pk=record.pk)
    given = waiting_approval(record)
    if given is None:
        raise PublishRefused({record.pk: _("Nobody has approved the record as it is now.")})
    answers = dict(given.answers)
    result = publish(
        [record.pk],
        by=given.approved_by,
        approved={record.pk: given.digest},
        why=answers.pop("why", ""),
    )
    Approval.objects.create(
        record=record,
        digest=given.digest,
        edition=result.edition,
        approved_by=given.approved_by,
        published_by=by,
        answers=answers,
    )
    _note_published(record.pk, result, by)
    return result


def _note_published(about, result, by, **more):
    if result.edition is not None:
        note(Kind.PUBLISHED, by=by, about=about, detail={"edition": result.edition} | more)


def draw_batch(public_ids, *, by):
    """A batch with a random sample to read: the square root of its size, at least five."""
    found = digests(public_ids)
    size = min(len(found), max(5, math.isqrt(len(found))))
    return Batch.objects.create(
        drawn_by=by, digests=found, sample=random.SystemRandom().sample(sorted(found), size)
    )


@transaction.atomic
def approve_batch(batch, *, by, answers, why=""):
    """Publish all records of a batch whose sample `by` has read; `why` as for one."""
    if Record.objects.filter(pk__in=batch.digests).count() < len(batch.digests):
        raise PublishRefused(
            {str(batch.pk): _("A case in this batch was sealed since. Draw a new sample.")}
        )
    result = publish(list(batch.digests), by=by, approved=batch.digests, why=why)
    changed = set(result.published)
    Approval.objects.bulk_create(
        Approval(
            record_id=public_id,
            digest=digest,
            edition=result.edition if public_id in changed else None,
            approved_by=by,
            published_by=by,
            answers=answers,
            batch=batch.pk,
            is_read=public_id in batch.sample,
        )
        for public_id, digest in batch.digests.items()
    )
    _note_published(f"batch {batch.pk}", result, by, records=len(result.published))
    return result


@transaction.atomic
def take_down(record, *, by, reason, why=""):
    """Withdraw at once; one person is enough."""
    Remark.objects.create(
        record=record, kind=Remark.Kind.WITHDRAWN, text=why or reason, written_by=by
    )
    note(Kind.WITHDRAWN, by=by, about=record.public_id, detail={"reason": reason})
    return withdraw(record.public_id, reason=reason)


@transaction.atomic
def hide_name(record, *, by, why):
    """Withhold the name of a prisoner at once; one person is enough."""
    Remark.objects.create(record=record, kind=Remark.Kind.WITHHELD, text=why, written_by=by)
    note(Kind.WITHHELD, by=by, about=record.public_id)
    with pghistory.context(user=by.pk):
        withhold(Prisoner.objects.get(record=record), reason=why)
