"""publish(): copy the publishable facts of reviewed records into the register, as one edition."""

from dataclasses import dataclass, field

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import seeing
from prisoners.publishable import why_not_yet
from register.models import Edition
from register.publishing import batch, catalogues, changes, identities, merged, versions
from register.publishing.derived import derive
from register.publishing.digests import by_kind, in_chunks
from register.publishing.digests import digests as digests_of
from register.publishing.entries import insert_entries
from register.publishing.refusing import PublishRefused
from sources.models import Record

EDITION_LOCK = 7_236_001  # any number: whoever makes an edition holds this advisory lock


@dataclass(frozen=True)
class PublishResult:
    """`edition` is None when nothing changed."""

    edition: int | None
    published: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)


@seeing.as_system()
@transaction.atomic
def publish(public_ids, *, by, approved=None, why="", progress=None):
    """Publish records as one edition, all of them or none.

    `by` is the approver: a user who edited none of the records since they were last published.
    `approved` maps public ids to the digests that were reviewed; a record that has changed since
    is refused. Without it the records are approved as they stand, which is for batches whose
    sample was read. `why` is the `Change.Why` of what was public already; the log of changes says it.
    `progress` is called with the number of roots done so far.
    """
    lock_editions()
    records = _lock_records(public_ids)
    _refuse(_problems_of(public_ids, records, by))
    return _write_edition(public_ids, records, approved, why, progress)


@seeing.as_system()
@transaction.atomic
def check(public_ids, *, by, approved):
    """Refuse what `publish` would refuse, and write nothing: for an approval that somebody else publishes."""
    records = _lock_records(public_ids)
    _refuse(_problems_of(public_ids, records, by))
    _refuse_changed(digests_of(public_ids), approved)


class _Rehearsed(Exception):
    """Takes everything back at the end of a rehearsal."""


@seeing.as_system()
def rehearse(public_id, show):
    """What `show(edition)` returns while `public_id` is published as it stands; then all is undone.

    For the preview and the diff that staff see before approval: the same code, so the same page.
    """
    shown = None
    try:
        with transaction.atomic():
            lock_editions()
            records = {r.public_id: r for r in Record.objects.filter(public_id=public_id)}
            shown = show(_write_edition([public_id], records, None, "", None).edition)
            raise _Rehearsed
    except _Rehearsed:
        return shown


def _write_edition(public_ids, records, approved, why, progress):
    edition, moment = next_edition(), timezone.now()
    published, unchanged = [], []
    with connection.cursor() as cursor:
        batch.begin(cursor, public_ids)
    kinds = {public_id: record.kind for public_id, record in records.items()}
    for kind, ids in by_kind(kinds):
        for number, chunk in enumerate(in_chunks(ids)):
            changed = _publish_chunk(kind, chunk, records, edition, moment, approved, why)
            published += changed
            unchanged += set(chunk).difference(changed)
            if progress:
                progress(len(published) + len(unchanged))
            if number == 0 and len(ids) > len(chunk):
                _analyze()

    if not published:
        return PublishResult(edition=None, unchanged=unchanged)
    Edition.objects.create(number=edition, published_at=moment, roots=len(published))
    merged.follow_in_acts(edition, moment)
    _mark_links_to_new_people(published, records)
    return PublishResult(edition=edition, published=published, unchanged=unchanged)


def lock_editions():
    """Whoever makes an edition waits here for the one before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [EDITION_LOCK])


def next_edition():
    """The next edition number; the caller holds the lock."""
    return (Edition.objects.aggregate(last=models.Max("number"))["last"] or 0) + 1


ASKED_OF_RECORD = (
    "public_id",
    "kind",
    "editors",
    "published_revision",
    "published_digest",
    "merged_into_id",
)


def _lock_records(public_ids):
    """{public_id: its record, with what publishing asks of it}, locked; light enough for a million."""
    return {
        record.public_id: record
        for some in in_chunks(public_ids)
        for record in Record.objects.select_for_update()
        .filter(public_id__among=some)
        .values_list(*ASKED_OF_RECORD, named=True)
    }


def _analyze():
    """Tell the planner of the first rows, so that it takes the rest by index and not whole tables."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT analyze_register()")


def _problems_of(public_ids, records, by):
    problems = {}
    for public_id in public_ids:
        record = records.get(public_id)
        if record is None:
            problems[public_id] = _("There is no such record.")
        elif record.merged_into_id:
            problems[public_id] = _("It was merged into %s, which is published instead.") % (
                record.merged_into_id
            )
        elif by.pk in record.editors:
            problems[public_id] = _(
                "You edited this record since it was last published: a second person approves it."
            )
    for some in in_chunks(public_ids):
        problems = why_not_yet(some, on=timezone.localdate()) | problems
    return problems


def _refuse(problems):
    if problems:
        raise PublishRefused(problems)


def _refuse_changed(digests, approved):
    _refuse(
        {
            public_id: _("The record was changed after it was reviewed. Review it again.")
            for public_id, digest in digests.items()
            if approved.get(public_id) != digest
        }
    )


def _publish_chunk(kind, ids, records, edition, moment, approved, why):
    """Publish some roots of one kind; returns the public ids that changed."""
    with connection.cursor() as cursor:
        kind = batch.fill(cursor, kind, ids)
        cursor.execute("SELECT public_id, digest FROM publishing")
        digests = dict(cursor.fetchall())
        if approved is not None:
            _refuse_changed(digests, approved)
        changed = [
            public_id
            for public_id, digest in digests.items()
            if digest != records[public_id].published_digest
            or records[public_id].published_revision is None
        ]
        if changed:
            cursor.execute("DELETE FROM publishing WHERE NOT public_id = ANY(%s)", [changed])
            _write(cursor, kind, edition, moment)
            changes.log_published(cursor, kind, edition, why)
            cursor.execute("DELETE FROM register_tombstone WHERE public_id = ANY(%s)", [changed])
        cursor.execute(
            MARK_PUBLISHED,
            {
                "changed": changed,
                "moment": moment,
                "ids": list(digests),
                "digests": list(digests.values()),
            },
        )
    return changed


def _write(cursor, kind, edition, moment):
    catalogues.refresh_used(cursor, kind)
    with identities.replaced(cursor, kind):
        versions.choose(cursor, kind)
        versions.close(cursor, kind, edition)
        versions.insert_parts(cursor, kind, edition)
        if kind.kind == Record.Kind.PRISONER:
            insert_entries(cursor, kind, edition, moment)
            derive(cursor, edition, timezone.localdate(moment))
        else:
            versions.insert_roots(cursor, kind, edition, moment)
    if kind.kind == Record.Kind.PRISONER:
        merged.fold_in(cursor, edition, moment)


# A record whose digest did not change counts as published in its present revision.
MARK_PUBLISHED = """
    UPDATE sources_record r
       SET state = 'published', published_revision = revision, published_digest = d.digest, editors = '{}',
           published_at = CASE WHEN r.public_id = ANY(%(changed)s) THEN %(moment)s ELSE published_at END,
           submitted_at = NULL
      FROM unnest(%(ids)s::text[], %(digests)s::text[]) AS d (public_id, digest)
     WHERE r.public_id = d.public_id
"""


def _mark_links_to_new_people(published, records):
    """Acts and claims that name somebody who was not public before wait for publication anew."""
    new = [public_id for public_id in published if records[public_id].published_revision is None]
    if not new:
        return
    with connection.cursor() as cursor:
        cursor.execute(TOUCH_LINKED, [new, published])


TOUCH_LINKED = """
    UPDATE sources_record r SET revision = revision + 1
     WHERE r.published_revision IS NOT NULL AND r.public_id IN (
        SELECT a.public_id FROM pardons_clemencyact a
          JOIN pardons_beneficiary b ON b.act_id = a.id
          JOIN prisoners_prisoner p ON p.id = b.prisoner_id
         WHERE p.public_id = ANY(%s))
       AND NOT r.public_id = ANY(%s)
"""
