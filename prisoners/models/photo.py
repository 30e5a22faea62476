"""The photo of a person: the picture that may be published, and the original that never is."""

from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.photo import PhotoTexts
from prisoners.models.part import PrisonerPart, part_triggers
from sources.models import Evidence


def place_of(_photo, _name):
    """A name that says nothing: whose photo it is stands in the database alone."""
    return f"photos/{get_random_string(24)}.age"


@tracked
class Photo(PhotoTexts, PrisonerPart):
    """`file` holds new pixels without anything else; `original` is kept as it came."""

    class Basis(models.TextChoices):
        CONSENT = "consent", _("Consent for the photo")
        PUBLIC = "already_public", _("Already public through the person, family or press")

    prisoner = models.OneToOneField(
        "Prisoner",
        verbose_name=_("prisoner"),
        on_delete=models.CASCADE,
        related_name="photo",
        error_messages={"unique": _("This person has a photo already.")},
    )
    basis = models.CharField(
        _("why it may be shown"), max_length=20, choices=Basis, default=Basis.CONSENT
    )
    file = models.FileField(_("photo"), upload_to=place_of, max_length=100, editable=False)
    original = models.ForeignKey(
        Evidence,
        verbose_name=_("original"),
        on_delete=models.PROTECT,
        related_name="photos",
        editable=False,
    )

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                name="photo_with_credit",
                condition=~Q(credit=""),
                violation_error_message=_("Say who took the photo."),
            ),
            models.CheckConstraint(
                name="photo_with_licence",
                condition=~Q(licence=""),
                violation_error_message=_("Say under which licence or permission it is shown."),
            ),
            models.CheckConstraint(
                name="photo_public_says_where",
                condition=~Q(basis="already_public") | ~Q(found_at=""),
                violation_error_message=_("Say where the photo was published."),
            ),
            models.CheckConstraint(
                name="photo_sha256_is_a_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("The SHA-256 hash has 64 hexadecimal digits."),
            ),
        ]
        triggers = part_triggers()

    def __str__(self):
        return f"{self.credit}, {self.licence}"
