from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.custody import DetentionFacts, DetentionTexts, StayFacts, StayTexts
from prisoners.models.part import (
    NestedPart,
    PrisonerPart,
    hands_down,
    nested_part_triggers,
    part_triggers,
)
from prisoners.rules import ends_after_it_begins
from prisoners.triggers import life_in_order, stay_within_detention


@tracked
class Detention(DetentionFacts, DetentionTexts, PrisonerPart):
    """One stretch of custody. `documented_days` are the days that the dates themselves make certain."""

    documented_days = models.GeneratedField(
        expression=Func(
            F("began_on"), F("ended_on"), F("last_confirmed_on"), function="documented_custody"
        ),
        output_field=DateRangeField(),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("detention")
        verbose_name_plural = _("detentions")
        ordering = ["began_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="detention_end_and_reason_together",
                condition=(Q(ended_on="") & Q(end_reason=""))
                | (~Q(ended_on="") & ~Q(end_reason="")),
                violation_error_message=_("Give both the end date and the reason, or neither."),
            ),
            models.CheckConstraint(
                name="detention_terms_need_an_end",
                condition=Q(release_terms="") | ~Q(ended_on=""),
                violation_error_message=_("Terms of release need the date of release."),
            ),
            ends_after_it_begins(
                "detention", message=_("The detention ends before it can begin. Check both dates.")
            ),
            ends_after_it_begins(
                "detention_confirmed",
                ended="last_confirmed_on_days",
                message=_("Custody was last confirmed before the arrest. Check both dates."),
            ),
            models.CheckConstraint(
                name="detention_confirmed_before_end",
                condition=Q(ended_on_days__isnull=True)
                | Q(last_confirmed_on_days__isnull=True)
                | ~Q(last_confirmed_on_days__fully_gt=F("ended_on_days")),
                violation_error_message=_(
                    "Custody was confirmed after the detention had ended. Check both dates."
                ),
            ),
            ExclusionConstraint(
                name="detention_no_certain_overlap",
                expressions=[
                    ("prisoner", RangeOperators.EQUAL),
                    ("documented_days", RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "This person was certainly in another detention during these days."
                ),
            ),
        ]
        triggers = [
            *part_triggers(),
            hands_down(prisoners_stay="detention_id"),
            life_in_order(),
            stay_within_detention("detention"),
        ]

    def __str__(self):
        return f"{self.began_on or '?'} … {self.ended_on}"


@tracked
class Stay(StayFacts, StayTexts, NestedPart):
    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        ordering = ["began_on", "id"]
        constraints = [
            ends_after_it_begins(
                "stay", message=_("The stay ends before it can begin. Check both dates.")
            )
        ]
        triggers = [
            *nested_part_triggers("prisoners_detention", "detention_id"),
            stay_within_detention("stay"),
        ]

    def __str__(self):
        return f"{self.facility or self.place or self.region or '?'}"
