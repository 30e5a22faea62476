"""What ends: consents that were withdrawn or are over, embargoes, days on which to look again."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from prisoners.models import Consent, Photo, Prisoner
from prisoners.publishable import without_consent
from prisoners.withheld import IsWithheld
from register.models import Identity
from register.models import Photo as ShownPhoto
from sources.models import Record

AHEAD = timedelta(days=30)
# for what a consent was: the fields that show it
SHOWN_BY = {
    Consent.Scope.PHOTO: ("photo",),
    Consent.Scope.HEALTH: ("health", "health_text"),
    Consent.Scope.FAMILY: ("has_minor_children",),
    Consent.Scope.LETTERS: ("letters_address",),
}


@dataclass(frozen=True)
class Item:
    """One thing to decide. `seal` are the fields that would hide it; without any the name would be."""

    person: Prisoner
    what: str
    day: date | None = None
    is_urgent: bool = False
    seal: tuple = ()


def waiting(on):
    """All items, what is public without a ground first."""
    return [
        *_withheld_and_shown(),
        *_public_without_ground(on),
        *_shown_without_consent(on),
        *_embargoes_over(on),
        *_to_review(on),
    ]


def _public():
    """Published people who are shown by name."""
    return (
        Prisoner.objects.filter(record__published_revision__isnull=False)
        .annotate(withheld=IsWithheld())
        .filter(withheld=False)
        .select_related("record")
        .order_by("pk")
    )


def _withheld_and_shown():
    """Who is to be withheld, by an import or since their age is known, and is shown by name yet."""
    shown = Identity.objects.filter(public_id=OuterRef("record_id"), is_withheld=False)
    people = Prisoner.objects.annotate(withheld=IsWithheld()).filter(Exists(shown), withheld=True)
    for person in people.select_related("record").order_by("pk"):
        yield Item(person, _("The name is to be withheld, and is public."), is_urgent=True)


def _public_without_ground(on):
    what = _("Public by consent, and no such consent is in force.")
    for person in without_consent(_public(), on):
        yield Item(person, what, is_urgent=True)


def _shown_without_consent(on):
    """Where a consent for something ended, and it is still shown."""
    is_over = Consent.objects.over(on).filter(prisoner=OuterRef("pk"))
    people = _public().filter(Exists(is_over)).prefetch_related("consents").select_related("photo")
    photos = ShownPhoto.objects.filter(public_id=OuterRef("record_id"))
    in_force = set(
        Consent.objects.in_force(on).filter(prisoner__in=people).values_list("pk", flat=True)
    )
    for person in people.annotate(has_photo=Exists(photos)):
        consents = person.consents.all()
        held = {scope for each in consents if each.pk in in_force for scope in each.scope}
        over = {scope for each in consents if each.pk not in in_force for scope in each.scope}
        for scope, fields in SHOWN_BY.items():
            left = tuple(name for name in fields if _is_shown(person, name))
            if scope in over - held and left:
                what = _("The consent for this is over, and it is public: %s.") % scope.label
                yield Item(person, what, is_urgent=True, seal=left)


def _is_shown(person, name):
    if name in person.sealed_fields:
        return False
    if name == "photo":
        return person.has_photo and person.photo.basis == Photo.Basis.CONSENT
    return getattr(person, name) not in ("", [], "unknown", "no")


def _embargoes_over(on):
    waits = Q(record__published_revision=None) | Q(
        record__revision__gt=F("record__published_revision")
    )
    over = Prisoner.objects.filter(waits, embargo_ends_on__lte=on).exclude(
        record__state__in=[Record.State.WITHDRAWN, Record.State.MERGED]
    )
    for person in over.select_related("record").order_by("embargo_ends_on", "pk"):
        yield Item(person, _("The embargo is over."), person.embargo_ends_on)


def _to_review(on):
    by = on + AHEAD
    for consent in Consent.objects.to_review(on, by).select_related("prisoner__record"):
        days = [d.lower for d in (consent.review_on_days, consent.until_on_days) if d]
        yield Item(consent.prisoner, _("Look at the consent again: %s.") % consent, min(days))
    basis = Q(basis_review_on_days__startswith__lte=by)
    seals = Q(sealed_review_on_days__startswith__lte=by) & ~Q(sealed_fields=[])
    for person in Prisoner.objects.filter(basis | seals).select_related("record").order_by("pk"):
        if _is_due(person.basis_review_on_days, by):
            what = _("Look at the basis of publication again.")
            yield Item(person, what, person.basis_review_on_days.lower)
        if person.sealed_fields and _is_due(person.sealed_review_on_days, by):
            what = _("Look at what is sealed again.")
            yield Item(person, what, person.sealed_review_on_days.lower)


def _is_due(days, by):
    return bool(days and days.lower and days.lower <= by)
