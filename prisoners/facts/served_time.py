"""How the law of a country counts time served before the sentence: dated rules with their source."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.facts import Facts
from core.fields import PartialDateField, days_of
from prisoners.facts.prosecution import SentencePartFacts


class ServedTimeRuleFacts(Facts):
    """A day of one kind of custody counts as so many days of the sentence. Without a rule a day is a day."""

    class Kind(models.TextChoices):
        CUSTODY = "custody", _("Custody before the sentence")
        HOUSE_ARREST = "house_arrest", _("House arrest before the sentence")

    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 alpha-2."))
    kind = models.CharField(_("what is counted"), max_length=15, choices=Kind, default=Kind.CUSTODY)
    regime = models.CharField(
        _("regime of the sentence"),
        max_length=15,
        choices=SentencePartFacts.Regime,
        blank=True,
        help_text=_("Empty: every regime that has no rule of its own."),
    )
    valid_from_on = PartialDateField(
        _("counts days from"),
        help_text=_("Empty where the law also reaches back to days before it was made."),
    )
    valid_until_on = PartialDateField(
        _("counts days until"), help_text=_("The last day; empty while it is the law.")
    )
    days_counted = models.DecimalField(
        _("days counted for a day"),
        max_digits=5,
        decimal_places=3,
        help_text=_("1.5 when two days count as three, 0.5 when two days count as one."),
    )
    source = models.ForeignKey(
        "Source",
        verbose_name=_("legal source"),
        null=True,
        on_delete=models.PROTECT,
        related_name="served_time_rules",
    )
    note = models.TextField(_("public note"), blank=True)
    valid_from_on_days = days_of("valid_from_on")
    valid_until_on_days = days_of("valid_until_on")

    class Meta:
        abstract = True
