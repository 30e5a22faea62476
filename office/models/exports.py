"""What left the office: one line for each export of confidential data. Append-only."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ExportLog(models.Model):
    """Who took which rows and columns, why, and the hash by which the file is known again."""

    staff_may = "SELECT, INSERT"

    exported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("exported by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: from the command line."),
    )
    exported_at = models.DateTimeField(_("exported at"), auto_now_add=True)
    table = models.CharField(_("table"), max_length=60)
    columns = ArrayField(models.CharField(max_length=60), verbose_name=_("columns"))
    filters = models.TextField(
        _("filters"), blank=True, help_text=_("The address of the list, after the question mark.")
    )
    rows = models.PositiveIntegerField(_("rows"))
    file_format = models.CharField(_("format"), max_length=10)
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    reason = models.TextField(_("reason"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-exported_at", "-id"]
        permissions = [("export_confidential", _("Can export confidential data"))]
        constraints = [
            models.CheckConstraint(
                name="export_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say what the file is for."),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.table} {self.exported_at:%Y-%m-%d %H:%M}"
