"""Records that became part of another (`prisoners.merging`).

Merging publishes nothing. When the kept record is published, the same edition ends what the register
says of the absorbed ones, and their public ids lead to it from then on. Only ids that the public has
seen lead anywhere. Nothing leads to a person whose name is withheld: it would tie the name under which
the absorbed page stood to the withheld entry; nor from what was taken down to protect somebody.
"""

from django.utils import timezone

from register.models import ActEntry, AnnouncedCount, Beneficiary, Change, Redirect, Tombstone
from register.publishing import changes, identities, versions
from register.publishing.absorbed import ABSORBED
from register.publishing.roots import ACT, PRISONER
from sources.models import Record


def fold_in(cursor, edition, moment):
    """End the records that the batch absorbed; a record that stands by itself again leads nowhere."""
    cursor.execute(
        "UPDATE register_redirect SET edition_to = %s WHERE edition_to = 2147483647 "
        "AND public_id IN (SELECT public_id FROM publishing)",
        [edition],
    )
    cursor.execute(f"SELECT public_id, into_id, leads_on FROM ({ABSORBED}) a")
    absorbed = cursor.fetchall()
    if not absorbed:
        return
    ids = [public_id for public_id, _into, _leads_on in absorbed]
    public = set(
        PRISONER.version.objects.known()
        .filter(public_id__in=ids)
        .values_list("public_id", flat=True)
    )
    versions.end(cursor, PRISONER, edition, ids)
    identities.clear(cursor, ids)
    merged = {public_id: into for public_id, into, leads_on in absorbed if leads_on}
    gone = public.difference(merged)
    _lead(edition, merged)
    _bury(edition, moment, gone)
    for kind, some in (
        (Change.Kind.MERGED, public.intersection(merged)),
        (Change.Kind.WITHDRAWN, gone),
    ):
        changes.log(edition, PRISONER.kind, kind, Change.Why.DUPLICATE, sorted(some))
    Record.objects.filter(pk__in=ids).update(
        published_revision=None, published_digest="", editors=[]
    )


def _lead(edition, to):
    """Write where ids lead that did not lead there yet."""
    there = Redirect.objects.leads(to)
    new = {public_id: into for public_id, into in to.items() if there.get(public_id) != into}
    Redirect.objects.known().filter(public_id__in=new).update(edition_to=edition)
    Redirect.objects.bulk_create(
        Redirect(public_id=public_id, into=into, edition_from=edition)
        for public_id, into in new.items()
    )
    Tombstone.objects.filter(public_id__in=new).delete()


def _bury(edition, moment, public_ids):
    Tombstone.objects.bulk_create(
        Tombstone(
            public_id=public_id,
            withdrawn_on=timezone.localdate(moment),
            reason=Tombstone.Reason.DUPLICATE,
            edition=edition,
        )
        for public_id in public_ids
    )


def follow_in_acts(edition, moment):
    """Acts that name a person by an id which leads on since this edition name the kept record.

    Nothing else of an act changes, whatever staff have edited in it: the version is copied from the
    register itself. A person who stood there twice stands there once.
    """
    to = dict(
        Redirect.objects.known().filter(edition_from=edition).values_list("public_id", "into")
    )
    if not to:
        return
    acts = ActEntry.objects.known().filter(beneficiarys__prisoner_id__in=to).distinct()
    acts = list(acts)
    for act in acts:
        _copy(act, edition, moment, to)
    changes.log(
        edition,
        ACT.kind,
        Change.Kind.CORRECTED,
        Change.Why.DUPLICATE,
        [act.public_id for act in acts],
        facts=["beneficiary.prisoner_id"],
    )


def _copy(act, edition, moment, to):
    parts = {
        model: list(model.objects.filter(entry=act).order_by("id"))
        for model in (AnnouncedCount, Beneficiary)
    }
    ActEntry.objects.filter(pk=act.pk).update(edition_to=edition)
    act.pk, act.edition_from, act.published_at = None, edition, moment
    act.save(force_insert=True)
    there = {row.prisoner_id for row in parts[Beneficiary]}
    rows = []
    for row in parts[Beneficiary]:
        if into := to.get(row.prisoner_id):
            if into in there:
                continue
            there.add(into)
            row.prisoner_id = into
        rows.append(row)
    for model, copied in ((AnnouncedCount, parts[AnnouncedCount]), (Beneficiary, rows)):
        for row in copied:
            row.pk, row.entry = None, act
        model.objects.bulk_create(copied)
