"""What goes with a photo: whose it is, under which licence, what is to be seen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Texts


class PhotoTexts(Texts):
    """Current only: a photo is hidden in every edition at once."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    width = models.PositiveSmallIntegerField(_("width"), editable=False)
    height = models.PositiveSmallIntegerField(_("height"), editable=False)
    credit = models.CharField(
        _("credit"), max_length=200, help_text=_("Who took it, or from whom it is.")
    )
    licence = models.CharField(
        _("licence"),
        max_length=120,
        help_text=_("Such as CC BY 4.0, or: by permission of the family."),
    )
    found_at = models.CharField(_("where it was published"), max_length=500, blank=True)
    description = models.CharField(
        _("what is to be seen"),
        max_length=300,
        blank=True,
        help_text=_("For those who cannot see it, such as: a woman with glasses, smiling."),
    )

    class Meta:
        abstract = True
