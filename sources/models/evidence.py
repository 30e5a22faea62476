import os

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.triggers import never_changes
from sources.models.record import Record
from sources.models.source import Source


def place_of(_evidence, _name):
    """A name that says nothing: what it was called stands in the database alone."""
    return f"evidence/{get_random_string(24)}.age"


@tracked
class Evidence(models.Model):
    """A kept file, hashed. The original is never overwritten; a new capture is a new row.

    It is encrypted where it lies (`core.kept`); the hash is that of the file as it came.
    """

    source = models.ForeignKey(
        Source,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
    )
    record = models.ForeignKey(
        Record,
        verbose_name=_("record"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="evidence",
        help_text=_("Of what is no source: the original of a photo, a signed consent."),
    )
    file = models.FileField(_("file"), upload_to=place_of)
    name = models.CharField(_("what it was called"), max_length=200, blank=True, editable=False)
    kind = models.CharField(_("kind by content"), max_length=20, blank=True, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), null=True, editable=False)
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
                name="evidence_of_a_source_or_record",
                condition=models.Q(source__isnull=False) | models.Q(record__isnull=False),
                violation_error_message=_("Evidence belongs to a source or to a record."),
            ),
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
        return f"{self.name or os.path.basename(self.file.name)} ({self.sha256[:8]})"
