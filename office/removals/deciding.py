"""What is decided about a request for removal. Hiding acts at once; erasing waits for a second person."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.audit import log
from office.erasing.erase import erase
from office.models import Removal
from office.review import deciding
from register.models import Tombstone

PROTECTS = (Tombstone.Reason.RISK, Tombstone.Reason.REQUEST)


class CannotDecide(Exception):
    """Nothing was decided; the sentence says why."""


def due_on(removal):
    """The day until which the request is to be answered."""
    return removal.received_on + timedelta(days=settings.REMOVAL_DAYS)


def is_overdue(removal):
    return removal.done_at is None and timezone.localdate() > due_on(removal)


@transaction.atomic
def grant(removal, *, by, wish, why, note=""):
    """Grant what was asked, or less; `wish` is a `Removal.Wish`, `why` a `Tombstone.Reason`.

    What hides acts at once: the name is withheld, the record is withdrawn. Before an erasure the record
    is withdrawn too, and then waits for a second person. A correction waits for whoever corrects.
    """
    removal = _open(removal)
    if removal.record is None:
        raise CannotDecide(_("Say first whose record it is."))
    if removal.record.kind != removal.record.Kind.PRISONER and wish in ("erase", "withhold"):
        raise CannotDecide(_("Only people are erased or withheld; withdraw the record."))
    if removal.record.merged_into_id:
        raise CannotDecide(
            _("This record became part of %s. Enter that one.") % removal.record.at_the_end().pk
        )
    _decide(removal, Removal.Decision.GRANTED, by, note, granted=wish, why=why)
    if wish == Removal.Wish.WITHHOLD:
        deciding.hide_name(removal.record, by=by, why=_("On request"))
        removal.done_at = timezone.now()
    elif wish in (Removal.Wish.WITHDRAW, Removal.Wish.ERASE):
        deciding.take_down(removal.record, by=by, reason=why)
        removal.done_at = timezone.now() if wish == Removal.Wish.WITHDRAW else None
    removal.save()
    return removal


@transaction.atomic
def refuse(removal, *, by, note):
    removal = _open(removal)
    if not note:
        raise CannotDecide(_("Say why the request is refused."))
    _decide(removal, Removal.Decision.REFUSED, by, note)
    removal.save()
    return removal


@transaction.atomic
def done(removal, *, by):
    """The correction was made, or the refusal was sent."""
    removal = Removal.objects.select_for_update().get(pk=removal.pk)
    if not removal.decision or removal.done_at or removal.waits_for_second_person:
        raise CannotDecide(_("There is nothing of this request that is still to be done."))
    removal.done_at = timezone.now()
    removal.save(update_fields=["done_at"])
    log.record("removal_done", by=by, about=removal.record_id or "")
    return removal


@transaction.atomic
def reopen(removal, *, by):
    """The second person does not confirm the erasure: the request is to be decided anew."""
    removal = _waiting(removal)
    removal.decision, removal.granted, removal.decided_by, removal.decided_at = "", "", None, None
    removal.save()
    log.record("removal_reopened", by=by, about=removal.record_id)
    return removal


@transaction.atomic
def confirm(removal, *, by):
    """The second person confirms: the person is erased. Refused with CannotErase or CannotDecide."""
    removal = _waiting(removal)
    if removal.decided_by == by:
        raise CannotDecide(_("You decided this erasure: a second person confirms it."))
    erasure = erase(
        removal.record, reason=removal.why, decided_by=removal.decided_by, confirmed_by=by
    )
    Removal.objects.filter(record__in=erasure.ids, done_at=None).exclude(decision="").update(
        done_at=timezone.now()
    )
    return erasure


def _open(removal):
    removal = Removal.objects.select_for_update().get(pk=removal.pk)
    if removal.decision:
        raise CannotDecide(_("This request was decided already."))
    return removal


def _waiting(removal):
    removal = Removal.objects.select_for_update().get(pk=removal.pk)
    if not removal.waits_for_second_person:
        raise CannotDecide(_("This request does not wait for a second person any more."))
    return removal


def _decide(removal, decision, by, note, **more):
    removal.decision, removal.note = decision, note
    removal.decided_by, removal.decided_at = by, timezone.now()
    for name, value in more.items():
        setattr(removal, name, value)
    log.record(
        "removal_decided", by=by, about=removal.record_id or "", detail={"decision": decision}
    )
