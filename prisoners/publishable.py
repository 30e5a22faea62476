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
    people = Prisoner.objects.filter(record__in=public_ids).order_by()
    named = people.annotate(withheld=IsWithheld()).filter(withheld=False)
    return (
        dict.fromkeys(
            _ids(_photos_without_consent(named, on)),
            _(
                "The consent for the photo is missing, or over. Seal the photo or record the consent."
            ),
        )
        | _without_consent(named, on)
        | _under_embargo(people, on)
    )


def _under_embargo(people, on):
    found = people.filter(embargo_ends_on__gt=on).values_list("record_id", "embargo_ends_on")
    return {
        public_id: _("Under embargo: it is not published before %s.") % date_format(day, "j E Y")
        for public_id, day in found
    }


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
    return named.filter(Exists(needing), ~Exists(consented)).exclude(
        sealed_fields__contains=["photo"]
    )


def consents_of(prisoner, on, scope):
    """The consents of a person for one thing that are in force on that day."""
    return Consent.objects.in_force(on).filter(prisoner=prisoner, scope__contains=[scope])


def _ids(people):
    return people.values_list("record_id", flat=True)
