from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import live_numbers
from core.history import tracked
from sources.facts import TextPageFacts
from sources.models.record import Root
from sources.models.roots import record_field, root_triggers


@tracked
class TextPage(TextPageFacts, Root):
    record = record_field("TP")
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        verbose_name = _("text page")
        verbose_name_plural = _("text pages")
        ordering = ["slug", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"],
                name="page_once_per_language",
                violation_error_message=_(
                    "There is a page with this address in this language already."
                ),
            ),
            models.CheckConstraint(
                name="page_has_a_text",
                condition=~Q(body=""),
                violation_error_message=_("The page has no text."),
            ),
        ]
        triggers = root_triggers("page")

    def clean(self):
        super().clean()
        try:
            live_numbers.check(self.body)
        except ValidationError as error:
            raise ValidationError({"body": error.messages}) from error

    def __str__(self):
        return f"{self.title} ({self.language})"
