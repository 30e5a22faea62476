"""Recognition as a political prisoner, and official labels. Custody is another fact."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts, Texts
from core.fields import PartialDateField, days_of


class RecognitionFacts(Facts):
    class Criterion(models.TextChoices):
        PACE_A = "pace_a", _("PACE 1900 (a): violates a fundamental guarantee of the ECHR")
        PACE_B = "pace_b", _("PACE 1900 (b): for purely political reasons")
        PACE_C = "pace_c", _("PACE 1900 (c): length or conditions out of proportion")
        PACE_D = "pace_d", _("PACE 1900 (d): discriminatory compared with others")
        PACE_E = "pace_e", _("PACE 1900 (e): clearly unfair proceedings for political motives")
        WGAD_I = "wgad_i", _("WGAD I: no legal basis")
        WGAD_II = "wgad_ii", _("WGAD II: exercise of rights")
        WGAD_III = "wgad_iii", _("WGAD III: unfair trial")
        WGAD_IV = "wgad_iv", _("WGAD IV: asylum seekers, migrants without review")
        WGAD_V = "wgad_v", _("WGAD V: discrimination")
        OWN = "own", _("The organisation's own criteria")

    organisation = models.ForeignKey(
        "Organisation",
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="recognitions",
    )
    criteria = ArrayField(
        models.CharField(max_length=10, choices=Criterion),
        verbose_name=_("criteria"),
        default=list,
        blank=True,
    )
    recognised_on = PartialDateField(_("recognised on"))
    withdrawn_on = PartialDateField(_("withdrawn on"))
    recognised_on_days = days_of("recognised_on")
    withdrawn_on_days = days_of("withdrawn_on")

    class Meta:
        abstract = True


class RecognitionTexts(Texts):
    as_stated = models.CharField(_("as stated"), max_length=250, blank=True)

    class Meta:
        abstract = True


class OfficialLabelFacts(Facts):
    class Label(models.TextChoices):
        EXTREMIST = "extremist", _("List of extremists")
        TERRORIST = "terrorist", _("List of terrorists")
        FOREIGN_AGENT = "foreign_agent", _("List of foreign agents")
        UNDESIRABLE = "undesirable", _("Undesirable")
        OTHER = "other", _("Other list")

    label = models.CharField(_("list"), max_length=15, choices=Label)
    put_on = PartialDateField(_("put on"))
    taken_off_on = PartialDateField(_("taken off on"))
    put_on_days = days_of("put_on")
    taken_off_on_days = days_of("taken_off_on")

    class Meta:
        abstract = True
