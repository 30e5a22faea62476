"""Custody: detentions from arrest to release, and stays in facilities within them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts, Texts
from core.fields import PartialDateField, days_of


class DetentionFacts(Facts):
    """One stretch in the hands of the state, from arrest to release."""

    class Form(models.TextChoices):
        CUSTODY = "custody", _("Custody")
        HOUSE_ARREST = "house_arrest", _("House arrest")
        RESTRICTION = "restriction", _("Restriction of freedom without prison")

    class EndReason(models.TextChoices):
        PARDON = "pardon", _("Pardon")
        AMNESTY = "amnesty", _("Amnesty")
        COMMUTATION = "commutation", _("Commutation")
        EXCHANGE = "exchange", _("Exchange of prisoners")
        EXPULSION = "expulsion", _("Expulsion")
        FULL_TERM = "full_term", _("Term served")
        PAROLE = "parole", _("Conditional release")
        ACQUITTAL = "acquittal", _("Acquittal")
        DISMISSAL = "dismissal", _("Case dropped")
        BAIL = "bail", _("Bail or undertaking")
        NON_CUSTODIAL = "non_custodial", _("Sentence without prison")
        ILLNESS = "illness", _("Release for illness")
        ESCAPE = "escape", _("Escape")
        DEATH = "death", _("Death")
        RELEASED = "released", _("Released, ground not stated")
        OTHER = "other", _("Other")
        UNKNOWN = "unknown", _("Unknown")

    class ReleaseTerms(models.TextChoices):
        FREE = "free", _("Without restrictions")
        SUPERVISION = "supervision", _("Under supervision")
        CONDITIONAL = "conditional", _("Conditional: can be revoked")
        EXPELLED = "expelled", _("Taken out of the country")
        RESTRICTION = "restriction", _("Restriction of freedom")
        TRAVEL_BAN = "travel_ban", _("May not leave the country")
        OTHER = "other", _("Other terms")
        UNKNOWN = "unknown", _("Unknown")

    form = models.CharField(_("form"), max_length=15, choices=Form, default=Form.CUSTODY)
    began_on = PartialDateField(_("arrested on"))
    ended_on = PartialDateField(_("ended on"))
    end_reason = models.CharField(
        _("reason of the end"), max_length=15, choices=EndReason, blank=True
    )
    release_terms = models.CharField(
        _("terms of release"), max_length=15, choices=ReleaseTerms, blank=True
    )
    last_confirmed_on = PartialDateField(_("custody last confirmed on"))
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2.")
    )
    region = models.CharField(_("region of arrest"), max_length=120, blank=True)
    context = models.ForeignKey(
        "Context",
        verbose_name=_("context"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="detentions",
    )
    began_on_days = days_of("began_on")
    ended_on_days = days_of("ended_on")
    last_confirmed_on_days = days_of("last_confirmed_on")

    class Meta:
        abstract = True


class DetentionTexts(Texts):
    place = models.CharField(_("place of arrest"), max_length=250, blank=True)
    note = models.TextField(_("public note"), blank=True)

    class Meta:
        abstract = True


class StayFacts(Facts):
    """A stay in one facility within a detention."""

    detention = models.ForeignKey(
        "Detention", verbose_name=_("detention"), on_delete=models.CASCADE, related_name="stays"
    )
    facility = models.ForeignKey(
        "Facility",
        verbose_name=_("facility"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="stays",
    )
    region = models.CharField(_("region"), max_length=120, blank=True)
    began_on = PartialDateField(_("from"))
    ended_on = PartialDateField(_("until"))
    began_on_days = days_of("began_on")
    ended_on_days = days_of("ended_on")

    class Meta:
        abstract = True


class StayTexts(Texts):
    place = models.CharField(_("place as stated"), max_length=250, blank=True)

    class Meta:
        abstract = True
