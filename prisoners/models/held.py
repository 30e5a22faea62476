"""Lines of spreadsheets that wait for a decision: somebody here already, or a new person?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.models.person import Prisoner


@tracked
class HeldRow(models.Model):
    """A line as it came, and the people that it may be about. Never published."""

    class Decision(models.TextChoices):
        WAITING = "waiting", _("Waits")
        SAME = "same", _("Same person: updated")
        NEW = "new", _("New person")

    line = models.CharField(
        _("line"),
        max_length=330,
        unique=True,
        help_text=_("The list and the key in it, so that the same line is not held twice."),
    )
    row = models.JSONField(_("the line as it came"))
    candidates = models.JSONField(_("who it may be"), default=list, blank=True)
    held_at = models.DateTimeField(_("held since"), auto_now_add=True)
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.WAITING
    )
    prisoner = models.ForeignKey(
        Prisoner,
        verbose_name=_("prisoner"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    class Meta:
        verbose_name = _("held line")
        verbose_name_plural = _("held lines")
        ordering = ["held_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="held_row_decided_or_waiting",
                condition=Q(decision="waiting", decided_at=None)
                | (~Q(decision="waiting") & Q(decided_at__isnull=False)),
                violation_error_message=_("A decision has a moment at which it was made."),
            )
        ]

    def __str__(self):
        return self.line
