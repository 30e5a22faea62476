from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from sources.models import Record


@tracked
class Merge(models.Model):
    """One record of a person became part of another, step by step, so that it can be undone.

    Confidential: `journal` keeps whole rows, what was typed in confidence included.
    """

    kept = models.ForeignKey(
        Record, verbose_name=_("kept"), on_delete=models.PROTECT, related_name="merges_kept"
    )
    absorbed = models.ForeignKey(
        Record, verbose_name=_("absorbed"), on_delete=models.PROTECT, related_name="merges_absorbed"
    )
    absorbed_pk = models.BigIntegerField(
        _("number of the absorbed prisoner"), editable=False, db_index=True
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("merged by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    absorbed_state = models.CharField(
        _("state before"), max_length=10, choices=Record.State, default=Record.State.DRAFT
    )
    journal = models.JSONField(
        _("journal"),
        blank=True,
        help_text=_("Every row that was changed, before and after, in order."),
    )
    lost = models.JSONField(
        _("values that did not stay"),
        default=list,
        blank=True,
        help_text=_("Each with whether a source of it is cited."),
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    not_restored = models.JSONField(
        _("what stayed when it was undone"),
        default=list,
        blank=True,
        help_text=_("Because somebody had edited it."),
    )

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["absorbed"],
                condition=Q(undone_at__isnull=True),
                name="merge_once_at_a_time",
                violation_error_message=_("This record was merged into another already."),
            ),
            models.CheckConstraint(
                name="merge_of_two",
                condition=~Q(kept=models.F("absorbed")),
                violation_error_message=_("A record cannot be merged with itself."),
            ),
        ]

    def __str__(self):
        return f"{self.absorbed_id} → {self.kept_id}"

    @property
    def is_undone(self):
        return self.undone_at is not None
