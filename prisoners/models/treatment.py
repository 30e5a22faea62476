from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.treatment import ConditionFacts, ConditionTexts, ContactFacts, ContactTexts
from prisoners.models.part import PrisonerPart, part_triggers
from prisoners.rules import ends_after_it_begins
from prisoners.triggers import life_in_order


@tracked
class Condition(ConditionFacts, ConditionTexts, PrisonerPart):
    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["began_on", "id"]
        constraints = [
            ends_after_it_begins("condition"),
            models.CheckConstraint(
                name="condition_open_or_ended",
                condition=Q(is_open=False) | Q(ended_on=""),
                violation_error_message=_(
                    "Either it is not known to have ended, or it has an end date."
                ),
            ),
        ]
        triggers = [*part_triggers(), life_in_order()]

    def __str__(self):
        return self.get_kind_display()


@tracked
class Contact(ContactFacts, ContactTexts, PrisonerPart):
    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["happened_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="contact_has_a_date",
                condition=~Q(happened_on=""),
                violation_error_message=_("A sign of life needs a date, however rough."),
            )
        ]
        triggers = [*part_triggers(), life_in_order()]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_on}"
