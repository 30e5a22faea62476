"""What the office keeps about its own work: approvals, and remarks on the way there."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import Record


def append_only():
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Approval(models.Model):
    """One record approved for publication: by whom, which digest, with which answers. Append-only."""

    staff_may = "SELECT, INSERT"

    record = models.ForeignKey(
        Record, verbose_name=_("record"), on_delete=models.PROTECT, related_name="approvals"
    )
    digest = models.CharField(_("digest that was reviewed"), max_length=64)
    edition = models.PositiveIntegerField(
        _("edition"), null=True, help_text=_("Empty when nothing had changed.")
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: approved, and not published yet."),
    )
    answers = models.JSONField(_("answers to the checklist"))
    batch = models.UUIDField(
        _("batch"), null=True, help_text=_("Records approved together share one.")
    )
    is_read = models.BooleanField(
        _("read"), default=True, help_text=_("In a batch: whether it was in the sample.")
    )

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-approved_at"]
        permissions = [
            ("publish", _("Can publish what was approved")),
            ("send_back", _("Can send records back to the editors")),
            ("hide", _("Can withdraw records and withhold names")),
        ]
        triggers = [append_only()]

    def __str__(self):
        return f"{self.record_id} {self.approved_at:%Y-%m-%d}"


class Batch(models.Model):
    """Records that a reviewer wants to approve together, and the sample that was drawn from them."""

    staff_may = "SELECT, INSERT"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drawn by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    drawn_at = models.DateTimeField(_("drawn at"), auto_now_add=True)
    digests = models.JSONField(_("digests of all records"))
    sample = models.JSONField(_("sample to read"))

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-drawn_at"]
        triggers = [append_only()]

    def __str__(self):
        return f"{len(self.digests)} ({self.drawn_at:%Y-%m-%d})"


class Remark(models.Model):
    """What a reviewer wrote when sending a record back, or what somebody decided. Append-only."""

    staff_may = "SELECT, INSERT"

    class Kind(models.TextChoices):
        SENT_BACK = "sent_back", _("Sent back")
        SUBMITTED = "submitted", _("Sent to review")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        WITHHELD = "withheld", _("Name withheld")
        SEALED = "sealed", _("Sealed")

    record = models.ForeignKey(
        Record, verbose_name=_("record"), on_delete=models.PROTECT, related_name="remarks"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.TextField(_("remark"), blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["-written_at"]
        triggers = [append_only()]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"
