"""Sealed cases: records that only named staff may see."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.triggers import never_changes
from sources.models import Record


class SealedCase(models.Model):
    """Who may see a record; for everybody else PostgreSQL leaves its rows out (docs/roles.md)."""

    record = models.OneToOneField(
        Record, verbose_name=_("record"), on_delete=models.PROTECT, related_name="seal"
    )
    reason = models.TextField(_("reason"), help_text=_("Only who may see the case reads this."))
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("people who may see it"), blank=True
    )
    groups = models.ManyToManyField(Group, verbose_name=_("groups who may see it"), blank=True)
    sealed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sealed by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sealed_at = models.DateTimeField(_("sealed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("sealed case")
        verbose_name_plural = _("sealed cases")
        ordering = ["-sealed_at"]
        default_permissions = ["view"]
        permissions = [
            ("seal_case", _("Can seal a case, and say who may see it")),
            ("see_that_sealed_exist", _("Can see that there are sealed cases")),
        ]
        constraints = [
            models.CheckConstraint(
                name="sealed_case_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the case is sealed."),
            )
        ]
        triggers = [
            never_changes(
                "record_id",
                rule="seal_stays_with_its_record",
                message="A seal stays with its record.",
            ),
        ]

    def __str__(self):
        return self.record_id
