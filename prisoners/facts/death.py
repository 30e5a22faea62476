"""Death (Minnesota Protocol on the Investigation of Potentially Unlawful Death, 2016)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts, Texts
from core.fields import PartialDateField, days_of
from prisoners.facts.person import YesNo


class DeathFacts(Facts):
    class Class(models.TextChoices):
        IN_FACILITY = "in_facility", _("In a place of detention")
        IN_HOSPITAL = "in_hospital", _("In a hospital while in custody")
        IN_OPEN_FACILITY = "in_open_facility", _("While serving an open-type sentence")
        IN_TRANSIT = "in_transit", _("During transfer")
        EXECUTION = "execution", _("Execution")
        AFTER_RELEASE = "after_release", _("After release, from causes in custody")
        NOT_IN_CUSTODY = "not_in_custody", _("Not in custody")
        UNKNOWN = "unknown", _("Unknown")

    died_on = PartialDateField(_("died on"))
    death_class = models.CharField(_("class"), max_length=20, choices=Class, default=Class.UNKNOWN)
    facility = models.ForeignKey(
        "Facility",
        verbose_name=_("facility"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="deaths",
    )
    is_neglect_reported = models.CharField(
        _("medical neglect reported"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN
    )
    autopsy = models.CharField(_("autopsy"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN)
    is_body_returned = models.CharField(
        _("body returned"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN
    )
    investigation = models.CharField(
        _("investigation opened"), max_length=10, choices=YesNo, default=YesNo.UNKNOWN
    )
    died_on_days = days_of("died_on")

    class Meta:
        abstract = True


class DeathTexts(Texts):
    place = models.CharField(_("place as stated"), max_length=250, blank=True)
    official_cause = models.CharField(_("official cause"), max_length=300, blank=True)
    reported_cause = models.TextField(_("reported cause and circumstances"), blank=True)

    class Meta:
        abstract = True
