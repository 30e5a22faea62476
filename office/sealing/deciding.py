"""Sealing a case, saying who may see it, opening it to all staff. Each is one atomic step."""

from django.db import connection, transaction

from core import seeing
from office.audit.kinds import Kind
from office.audit.log import record as note
from office.models import SealedCase


@seeing.as_system()
@transaction.atomic
def seal(record, *, by, reason, people=(), groups=()):
    """From now on only these see the record, and the one who seals it. Nothing public changes."""
    sealed = SealedCase.objects.create(record=record, reason=reason, sealed_by=by)
    _share(sealed, people, groups, also=by)
    note(Kind.CASE_SEALED, by=by, about=record.pk, detail=_names(sealed))
    return sealed


@seeing.as_system()
@transaction.atomic
def share(sealed, *, by, reason, people=(), groups=()):
    """Name anew who may see it; who does so stays among them, so that it is nobody's by mistake."""
    sealed = SealedCase.objects.select_for_update().get(pk=sealed.pk)
    sealed.reason = reason
    sealed.save(update_fields=["reason"])
    _share(sealed, people, groups, also=by)
    note(Kind.CASE_SHARED, by=by, about=sealed.record_id, detail=_names(sealed))
    return sealed


@seeing.as_system()
@transaction.atomic
def open_to_all(sealed, *, by):
    """All staff see the record again, as their roles allow."""
    sealed = SealedCase.objects.select_for_update().get(pk=sealed.pk)
    note(Kind.CASE_OPENED, by=by, about=sealed.record_id)
    sealed.delete()


def known_of():
    """[(public id, kind, sealed at, number of the account)] of every sealed case: that it exists."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT public_id, kind, sealed_at, sealed_by_id FROM sealed_cases()")
        return cursor.fetchall()


def _share(sealed, people, groups, *, also):
    sealed.people.set({*people, also} if also else people)
    sealed.groups.set(groups)


def _names(sealed):
    return {
        "people": sorted(person.get_username() for person in sealed.people.all()),
        "groups": sorted(sealed.groups.values_list("name", flat=True)),
    }
