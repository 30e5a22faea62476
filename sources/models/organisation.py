from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from sources.facts import OrganisationFacts


@tracked
class Organisation(OrganisationFacts):
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Never published.")
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    known_by = ("name",)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self):
        return self.name
