from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.triggers import never_changes
from sources.models.source import Source


@tracked
class Evidence(models.Model):
    """A kept file, hashed. The original is never overwritten; a new capture is a new row."""

    source = models.ForeignKey(
        Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="evidence"
    )
    file = models.FileField(_("file"), upload_to="evidence/%Y/%m/")
    sha256 = models.CharField(_("SHA-256"), max_length=64, editable=False)
    captured_at = models.DateTimeField(_("captured at"))
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("captured by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    custody_log = models.TextField(
        _("custody log"), blank=True, help_text=_("Who had it, when, what was done.")
    )

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                name="evidence_sha256_is_a_hash",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("The SHA-256 hash has 64 hexadecimal digits."),
            ),
            models.UniqueConstraint(
                fields=["file"],
                name="evidence_file_once",
                violation_error_message=_("This file is kept already."),
            ),
        ]
        triggers = [
            never_changes(
                "file",
                "sha256",
                "captured_at",
                rule="evidence_never_overwritten",
                message="Evidence is never overwritten. Keep the new capture beside it.",
            )
        ]

    def __str__(self):
        return self.file.name
