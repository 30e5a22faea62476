"""What the register says of somebody who was erased: an edition, a change without a name, a tombstone."""

from django.utils import timezone

from register.models import Change, Edition, Entry, Tombstone
from register.publishing import changes
from register.publishing.publish import next_edition
from sources.models import Record


def ever_public(public_ids):
    """Those of the ids that readers may have seen: they had a version, or a tombstone."""
    seen = set()
    for model in (Entry, Tombstone):
        seen.update(
            model.objects.filter(public_id__in=public_ids).values_list("public_id", flat=True)
        )
    return sorted(seen)


def bury(public_ids, *, reason, moment):
    """Make the edition in which these people were erased; the caller holds the lock of editions.

    Returns its number, or None where nobody of them was ever public.
    """
    if not public_ids:
        return None
    edition = next_edition()
    Edition.objects.create(
        number=edition, published_at=moment, kind=Edition.Kind.ERASE, roots=len(public_ids)
    )
    changes.log(edition, Record.Kind.PRISONER, Change.Kind.ERASED, reason, public_ids)
    day = timezone.localdate(moment)
    Tombstone.objects.bulk_create(
        Tombstone(public_id=public_id, withdrawn_on=day, reason=reason, edition=edition)
        for public_id in public_ids
    )
    return edition
