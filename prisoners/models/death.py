from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.death import DeathFacts, DeathTexts
from prisoners.models.part import PrisonerPart, part_triggers
from prisoners.triggers import life_in_order


@tracked
class Death(DeathFacts, DeathTexts, PrisonerPart):
    prisoner = models.OneToOneField(
        "Prisoner",
        verbose_name=_("prisoner"),
        on_delete=models.CASCADE,
        related_name="death",
        error_messages={"unique": _("The death of this person is recorded already.")},
    )

    class Meta:
        verbose_name = _("death")
        verbose_name_plural = _("deaths")
        constraints = [
            models.CheckConstraint(
                name="death_has_a_date",
                condition=~Q(died_on=""),
                violation_error_message=_("A death needs a date, however rough."),
            )
        ]
        triggers = [*part_triggers(), life_in_order()]

    def __str__(self):
        return self.died_on
