from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.served_time import ServedTimeRuleFacts
from prisoners.models.catalogue import CatalogueRow
from prisoners.rules import ends_after_it_begins
from sources.models import Source


@tracked
class ServedTimeRule(ServedTimeRuleFacts, CatalogueRow):
    """Becomes public with the next record of its country that is published; later changes at once."""

    source = models.ForeignKey(
        Source,
        verbose_name=_("legal source"),
        null=True,
        on_delete=models.PROTECT,
        related_name="served_time_rules",
    )

    class Meta:
        verbose_name = _("rule on time served")
        verbose_name_plural = _("rules on time served")
        ordering = ["country", "kind", "regime", "valid_from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "kind", "regime", "valid_from_on"],
                name="served_time_rule_once",
                violation_error_message=_(
                    "There is a rule for this country, kind and regime from this day already."
                ),
            ),
            models.CheckConstraint(
                name="served_time_rule_has_source",
                condition=Q(source__isnull=False),
                violation_error_message=_("Name the law or the page that the rule stands in."),
            ),
            models.CheckConstraint(
                name="served_time_rule_of_a_country",
                condition=Q(country__regex="^[A-Z]{2}$"),
                violation_error_message=_("Write the country as two capital letters, such as BY."),
            ),
            models.CheckConstraint(
                name="served_time_rule_counts",
                condition=Q(days_counted__gt=0),
                violation_error_message=_("A day counts for more than nothing."),
            ),
            ends_after_it_begins(
                "served_time_rule",
                began="valid_from_on_days",
                ended="valid_until_on_days",
                message=_("The rule ends before it can begin. Check both dates."),
            ),
        ]

    def __str__(self):
        regime = f", {self.get_regime_display()}" if self.regime else ""
        return (
            f"{self.country}: {self.get_kind_display()}{regime} × {self.days_counted.normalize():f}"
        )
