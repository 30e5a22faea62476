"""How someone is held: conditions, and contacts as signs of life."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts, Texts
from core.fields import PartialDateField, days_of


class ConditionFacts(Facts):
    class Kind(models.TextChoices):
        INCOMMUNICADO = "incommunicado", _("No contact with the outside")
        DENIED_LAWYER = "denied_lawyer", _("Denied a lawyer")
        DENIED_VISITS = "denied_family_visits", _("Denied visits")
        DENIED_CARE = "denied_medical_care", _("Denied medical care")
        DENIED_LETTERS = "denied_correspondence", _("Denied correspondence")
        SOLITARY = "solitary_confinement", _("Solitary confinement")
        TORTURE = "torture", _("Torture")
        ILL_TREATMENT = "ill_treatment", _("Ill-treatment")
        HUNGER_STRIKE = "hunger_strike", _("Hunger strike")
        FORCED_LABOUR = "forced_labour", _("Forced labour")
        CLOSED_TRIAL = "closed_trial", _("Closed trial")
        LONG_PRETRIAL = "prolonged_pretrial_detention", _("Prolonged detention before trial")
        SENTENCE_EXTENSION = "sentence_extension", _("Term extended in prison")
        FORCED_REMOVAL = "forced_removal", _("Forced removal from the country")
        OTHER = "other", _("Other")

    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    began_on = PartialDateField(_("from"))
    ended_on = PartialDateField(_("until"))
    is_open = models.BooleanField(_("not known to have ended"), default=False)
    facility = models.ForeignKey(
        "Facility",
        verbose_name=_("facility"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conditions",
    )
    began_on_days = days_of("began_on")
    ended_on_days = days_of("ended_on")

    class Meta:
        abstract = True


class ConditionTexts(Texts):
    note = models.TextField(_("public note"), blank=True)

    class Meta:
        abstract = True


class ContactFacts(Facts):
    """A dated sign of life. The clock of silence counts days since the last one."""

    class Kind(models.TextChoices):
        LAWYER = "lawyer", _("Lawyer")
        VISIT = "visit", _("Visit")
        LETTER = "letter", _("Letter")
        CALL = "call", _("Telephone or video call")
        SEEN = "seen_by_former_prisoner", _("Seen by a former prisoner")
        COURT = "court", _("Seen in court")
        MEDIA = "official_media", _("Shown by the authorities")
        PARCEL = "parcel", _("Parcel acknowledged")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Unknown")

    kind = models.CharField(_("kind"), max_length=25, choices=Kind, default=Kind.UNKNOWN)
    happened_on = PartialDateField(_("on"))
    happened_on_days = days_of("happened_on")

    class Meta:
        abstract = True


class ContactTexts(Texts):
    note = models.TextField(_("public note"), blank=True)

    class Meta:
        abstract = True
