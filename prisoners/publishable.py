"""What stands in the way of publishing a person: an embargo, a basis or a photo without its consent."""

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from prisoners.models import Consent, Photo, Prisoner
from prisoners.withheld import IsWithheld

GIVERS = {
    Prisoner.Basis.CONSENT: Consent.OF_THE_PERSON,
    Prisoner.Basis.FAMILY: Consent.OF_THE_FAMILY,
}


def why_not_yet(public_ids, *, on):
    """{public_id: sentence} of those who may not be published on that day.

    Somebody whose name is withheld needs no consent: nothing says who it is.
    """
    people = Prisoner.objects.filter(record__among=public_ids).order_by()
    facts = list(
        people.values_list(
            "record_id", "publication_basis", "photo__basis", "embargo_ends_on", named=True
        )
    )
    by_consent = [each.record_id for each in facts if each.publication_basis in GIVERS]
    shown_by_consent = [
        each.record_id for each in facts if each.photo__basis == Photo.Basis.CONSENT
    ]
    found = {}
    if shown_by_consent:
        found |= _photos_without_consent(_named(shown_by_consent), on)
    if by_consent:
        found |= _without_consent(_named(by_consent), on)
    return found | {
        each.record_id: _("Under embargo: it is not published before %s.")
        % date_format(each.embargo_ends_on, "j E Y")
        for each in facts
        if each.embargo_ends_on and each.embargo_ends_on > on
    }


def _named(public_ids):
    """Those whose names would be shown."""
    people = Prisoner.objects.filter(record__among=public_ids).order_by()
    return people.annotate(withheld=IsWithheld()).filter(withheld=False)


def without_consent(named, on):
    """The people whose basis of publication is a consent that is not in force."""
    lacking = Q()
    for basis, givers in GIVERS.items():
        given = consents_of(OuterRef("pk"), on, Consent.Scope.NAME).filter(given_by__in=givers)
        lacking |= Q(~Exists(given), publication_basis=basis)
    return named.filter(lacking)


def _without_consent(named, on):
    return {
        person.record_id: _(
            "The basis of publication is “%(basis)s”, and no such consent is in force. "
            "Record it, decide on another basis, or withhold the name."
        )
        % {"basis": person.get_publication_basis_display()}
        for person in without_consent(named, on)
    }


def _photos_without_consent(named, on):
    consented = consents_of(OuterRef("pk"), on, Consent.Scope.PHOTO)
    needing = Photo.objects.filter(prisoner=OuterRef("pk"), basis=Photo.Basis.CONSENT)
    people = named.filter(Exists(needing), ~Exists(consented)).exclude(
        sealed_fields__contains=["photo"]
    )
    return dict.fromkeys(
        people.values_list("record_id", flat=True),
        _("The consent for the photo is missing, or over. Seal the photo or record the consent."),
    )


def consents_of(prisoner, on, scope):
    """The consents of a person for one thing that are in force on that day."""
    return Consent.objects.in_force(on).filter(prisoner=prisoner, scope__contains=[scope])
