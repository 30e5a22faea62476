from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from sources.facts import SourceFacts
from sources.models.organisation import Organisation


@tracked
class Source(SourceFacts):
    """A source as staff know it. Its public facts are published with the first record that cites it."""

    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sources",
    )
    is_confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_("Never published: an informant, a leaked paper, a private letter."),
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                name="source_not_derived_from_itself",
                condition=Q(derived_from__isnull=True) | ~Q(derived_from=F("id")),
                violation_error_message=_("A source cannot be derived from itself."),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.key})" if self.title else self.key
