"""The audit log: what happened that somebody may have to answer for. Append-only, in a chain of hashes.

office/audit/log.py writes it, triggers of the database (office/sql/audit.sql) seal and chain it:
docs/audit.md says how, and what it proves.
"""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from office.audit.kinds import kinds


class AuditEvent(models.Model):
    """One event. `salt` and `commitment` are the database's: see docs/audit.md."""

    staff_may = "SELECT, INSERT"
    names_record_in = ("about",)

    kind = models.CharField(_("what"), max_length=30, choices=kinds)
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: from the command line, or nobody who is known."),
    )
    about = models.CharField(
        _("about"), max_length=200, blank=True, help_text=_("A public id, an account, a table.")
    )
    detail = models.JSONField(_("details"), default=dict, help_text=_("Nothing confidential."))
    salt = models.UUIDField(null=True, editable=False)
    commitment = models.CharField(max_length=64, editable=False, db_default="")
    is_forgotten = models.BooleanField(_("forgotten"), db_default=False, editable=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("audit log")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "-id"]), models.Index(fields=["about"])]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class AuditLink(models.Model):
    """The place of an event in the chain, given when its transaction is committed."""

    staff_may = "SELECT"

    position = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="link")
    at = models.DateTimeField()
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("link of the audit log")
        verbose_name_plural = _("links of the audit log")
        ordering = ["position"]
        indexes = [models.Index(fields=["at"])]

    def __str__(self):
        return f"{self.position} {self.hash}"
