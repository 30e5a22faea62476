"""What left the office: what was asked for and decided, and one line for each file. Append-only."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.triggers import never_changes


class ExportRequest(models.Model):
    """Somebody wants a file of confidential data; somebody else decides, and then it can be fetched."""

    staff_may = "SELECT, INSERT, UPDATE"
    known_by = ("asked_at",)

    class Decision(models.TextChoices):
        NONE = "", _("Waits for a second person")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    list = models.CharField(_("list"), max_length=60)
    table = models.CharField(_("table"), max_length=60)
    columns = ArrayField(models.CharField(max_length=60), verbose_name=_("columns"))
    filters = models.TextField(
        _("filters"), blank=True, help_text=_("The address of the list, after the question mark.")
    )
    rows = models.PositiveIntegerField(_("rows when it was asked for"))
    file_format = models.CharField(_("format"), max_length=10)
    reason = models.TextField(_("reason"))
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, blank=True, default=Decision.NONE
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    note = models.TextField(_("note"), blank=True)
    expires_at = models.DateTimeField(_("can be fetched until"), null=True)
    downloads = models.PositiveSmallIntegerField(_("times fetched"), default=0)

    class Meta:
        verbose_name = _("request for an export")
        verbose_name_plural = _("requests for exports")
        ordering = ["-asked_at", "-id"]
        default_permissions = ["view"]
        permissions = [("approve_export", _("Can approve exports that others ask for"))]
        constraints = [
            models.CheckConstraint(
                name="export_request_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say what the file is for."),
            ),
            models.CheckConstraint(
                name="export_decided_by_another",
                condition=Q(decision="", decided_by=None)
                | (~Q(decision="") & Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                violation_error_message=_("Somebody else decides about an export."),
            ),
        ]
        triggers = [
            never_changes(
                *("asked_by_id", "list", "table", "columns", "filters", "file_format", "reason"),
                rule="export_request_stays_as_asked",
                message="What was asked for is never changed. Ask anew.",
            )
        ]

    def __str__(self):
        return f"{self.table} {self.asked_at:%Y-%m-%d %H:%M}"


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
    request = models.ForeignKey(
        ExportRequest,
        verbose_name=_("request"),
        null=True,
        on_delete=models.PROTECT,
        related_name="files",
        help_text=_("Empty: from the command line."),
    )

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-exported_at", "-id"]
        permissions = [("export_confidential", _("Can ask for exports of confidential data"))]
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
