from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.triggers import touches_record
from sources.facts import CitationFacts
from sources.models.record import Record


@tracked
class Citation(CitationFacts):
    # Found by its record through the constraint `citation_once`, which begins with it.
    record = models.ForeignKey(
        Record,
        verbose_name=_("record"),
        on_delete=models.PROTECT,
        related_name="citations",
        db_index=False,
    )
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Never published.")
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["record", "row", "field", "source", "stated_value"],
                name="citation_once",
                nulls_distinct=False,
                violation_error_message=_("This source is cited for this fact already."),
            ),
            models.CheckConstraint(
                name="citation_contradiction_states_a_value",
                condition=~Q(stance="contradicts") | ~Q(stated_value=""),
                violation_error_message=_("Say which value the source states instead."),
            ),
        ]
        triggers = touches_record("{row}.record_id")

    def __str__(self):
        return str(self.source)
