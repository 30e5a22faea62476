from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.recognition import OfficialLabelFacts, RecognitionFacts, RecognitionTexts
from prisoners.models.part import PrisonerPart, part_triggers
from prisoners.rules import ends_after_it_begins
from sources.models import Organisation


@tracked
class Recognition(RecognitionFacts, RecognitionTexts, PrisonerPart):
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="recognitions",
    )

    class Meta:
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        ordering = ["recognised_on", "id"]
        constraints = [
            ends_after_it_begins(
                "recognition",
                began="recognised_on_days",
                ended="withdrawn_on_days",
                message=_("The recognition was withdrawn before it can have been given."),
            )
        ]
        triggers = part_triggers()

    def __str__(self):
        return str(self.organisation)


@tracked
class OfficialLabel(OfficialLabelFacts, PrisonerPart):
    class Meta:
        verbose_name = _("official label")
        verbose_name_plural = _("official labels")
        ordering = ["put_on", "id"]
        constraints = [
            ends_after_it_begins("label", began="put_on_days", ended="taken_off_on_days")
        ]
        triggers = part_triggers()

    def __str__(self):
        return self.get_label_display()
