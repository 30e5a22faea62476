"""Hiding needs one person and acts at once."""

from django.db import connection, transaction
from django.utils import timezone

from prisoners.models import Prisoner
from register.models import Edition, Identity, Tombstone
from register.publishing import batch, identities, versions
from register.publishing.digests import by_kind
from register.publishing.publish import lock_editions, next_edition
from sources.models import Record


@transaction.atomic
def withdraw(public_id, *, reason):
    """Take a root out of the register: its version ends, a tombstone with date and reason stays.

    `reason` is a `Tombstone.Reason`. Returns the edition, or None when it was not public.
    """
    lock_editions()
    record = Record.objects.select_for_update().get(public_id=public_id)
    if not record.is_public:
        return None
    edition, moment = next_edition(), timezone.now()
    Edition.objects.create(number=edition, published_at=moment, kind=Edition.Kind.WITHDRAW, roots=1)
    with connection.cursor() as cursor:
        for kind, ids in by_kind([public_id]):
            batch.fill(cursor, kind, ids)
            versions.close(cursor, kind, edition, only="TRUE")
        identities.clear(cursor, [public_id])
    Tombstone.objects.create(
        public_id=public_id, withdrawn_on=timezone.localdate(moment), reason=reason, edition=edition
    )
    record.state = Record.State.WITHDRAWN
    record.published_revision, record.published_digest = None, ""
    record.save(update_fields=["state", "published_revision", "published_digest"])
    return edition


@transaction.atomic
def withhold(prisoner, *, reason):
    """Withhold a name: at once nothing that identifies the person is shown, in any edition.

    What counts stays as published; the next approved publication coarsens places and dates.
    """
    Prisoner.objects.filter(pk=prisoner.pk).update(is_name_withheld=True, withheld_reason=reason)
    with connection.cursor() as cursor:
        was_public = Identity.objects.filter(public_id=prisoner.public_id).exists()
        identities.clear(cursor, [prisoner.public_id])
        cursor.execute(
            """DELETE FROM register_text t USING pardons_beneficiary b
                WHERE b.prisoner_id = %s AND t.code = b.code""",
            [prisoner.pk],
        )
    if was_public:
        Identity.objects.create(public_id=prisoner.public_id, is_withheld=True)
