from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from sources.facts import CountClaimFacts
from sources.models.record import Root
from sources.models.roots import record_field, root_triggers


@tracked
class CountClaim(CountClaimFacts, Root):
    record = record_field("CC")
    about = models.ForeignKey(
        "sources.Record",
        verbose_name=_("about"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="claims_about",
        help_text=_("The clemency act or other record that the statement speaks of."),
    )
    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Short name used in imports."),
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        verbose_name = _("count claim")
        verbose_name_plural = _("count claims")
        ordering = ["-as_of_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="claim_says_something",
                condition=~Q(value_stated=""),
                violation_error_message=_("Write the number as it was stated, word for word."),
            ),
            models.CheckConstraint(
                name="claim_period_in_order",
                condition=Q(period_start_on_days__isnull=True)
                | Q(as_of_on_days__isnull=True)
                | ~Q(as_of_on_days__fully_lt=models.F("period_start_on_days")),
                violation_error_message=_("The period ends before it can begin."),
            ),
        ]
        triggers = root_triggers("claim")

    def __str__(self):
        return f"{self.get_qualifier_display()} {self.value_stated}: {self.measure_stated or self.get_measure_display()}"
