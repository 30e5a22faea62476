"""Hiding at once: from the queue, and when a name is withheld on the screen of the record."""

import pghistory
from django.db import transaction

from office.audit.log import record as note
from office.models import Remark
from prisoners.models import Prisoner
from prisoners.models.person import SEALABLE
from prisoners.withheld import IsWithheld
from register.models import Identity
from register.publishing import hide
from sources.admin.roots import AFTER_SAVING


@transaction.atomic
def seal(person, fields, *, by, why):
    """Seal fields of a person; a trigger takes them out of the register at once, in every edition."""
    person = Prisoner.objects.select_for_update().get(pk=person.pk)
    sealed = [name for name in SEALABLE if name in {*person.sealed_fields, *fields}]
    reason = person.sealed_reason or why
    with pghistory.context(user=by.pk):
        Prisoner.objects.filter(pk=person.pk).update(sealed_fields=sealed, sealed_reason=reason)
    Remark.objects.create(
        record_id=person.record_id, kind=Remark.Kind.SEALED, text=why, written_by=by
    )


def hide_withheld(request, root):
    """After a record was saved: who is withheld now, and shown by name, is hidden in all editions."""
    if not isinstance(root, Prisoner):
        return
    person = Prisoner.objects.annotate(withheld=IsWithheld()).get(pk=root.pk)
    shown = Identity.objects.filter(pk=person.record_id, is_withheld=False)
    if person.withheld and shown.exists():
        hide(person)
        note("withheld", by=request.user, about=person.record_id)


def follow_the_form():
    AFTER_SAVING.append(hide_withheld)
