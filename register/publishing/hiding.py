"""Hiding needs one person and acts at once."""

from django.db import connection, transaction
from django.utils import timezone

from core import seeing
from prisoners.models import Prisoner
from register.models import Change, Edition, Identity, Tombstone
from register.publishing import changes, identities, versions
from register.publishing.digests import by_kind, kinds_of
from register.publishing.publish import lock_editions, next_edition
from sources.models import Record


@seeing.as_system()
@transaction.atomic
def withdraw(public_id, *, reason):
    """Take a root out of the register: its version ends, a tombstone with date and reason stays.

    With it go the pages of records that were merged into it and are still public. `reason` is a
    `Tombstone.Reason`. Returns the edition, or None when nothing was public.
    """
    lock_editions()
    record = Record.objects.select_for_update().get(public_id=public_id)
    public = [each.pk for each in (record, *record.all_absorbed()) if each.is_public]
    if not public:
        return None
    edition, moment = next_edition(), timezone.now()
    Edition.objects.create(
        number=edition, published_at=moment, kind=Edition.Kind.WITHDRAW, roots=len(public)
    )
    with connection.cursor() as cursor:
        for kind, ids in by_kind(kinds_of(public)):
            versions.end(cursor, kind, edition, ids)
            changes.log(edition, kind.kind, Change.Kind.WITHDRAWN, reason, ids)
        identities.clear(cursor, public)
        _clear_in_acts(cursor, Prisoner.objects.filter(record__in=public))
    day = timezone.localdate(moment)
    Tombstone.objects.bulk_create(
        Tombstone(public_id=each, withdrawn_on=day, reason=reason, edition=edition)
        for each in public
    )
    records = Record.objects.filter(pk__in=public)
    records.update(published_revision=None, published_digest="")
    records.filter(merged_into=None).update(state=Record.State.WITHDRAWN)
    return edition


@seeing.as_system()
@transaction.atomic
def withhold(prisoner, *, reason):
    """Withhold a name: at once nothing that identifies the person is shown, in any edition.

    That holds for the pages of records that were merged into this one and are still public, too.
    What counts stays as published; the next approved publication coarsens places and dates.
    """
    Prisoner.objects.filter(pk=prisoner.pk).update(is_name_withheld=True, withheld_reason=reason)
    hide(prisoner)


@seeing.as_system()
@transaction.atomic
def hide(prisoner):
    """The same for somebody who is withheld already: by decision, or because of their age."""
    with connection.cursor() as cursor:
        ids = [prisoner.public_id, *prisoner.record.all_absorbed().values_list("pk", flat=True)]
        public = list(Identity.objects.filter(pk__in=ids).values_list("pk", flat=True))
        identities.clear(cursor, ids)
        _clear_in_acts(cursor, [prisoner])
    Identity.objects.bulk_create(
        Identity(public_id=public_id, is_withheld=True) for public_id in public
    )


def _clear_in_acts(cursor, prisoners):
    """What acts say in words about these people."""
    cursor.execute(
        """DELETE FROM register_text t USING pardons_beneficiary b
            WHERE b.prisoner_id = ANY(%s) AND t.code = b.code""",
        [[prisoner.pk for prisoner in prisoners]],
    )
