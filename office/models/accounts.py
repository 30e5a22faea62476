"""Who works here, beside what Django keeps: aliases, invitations, known devices, and counts of attempts."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Profile(models.Model):
    """What colleagues see of an account where STAFF_SHOWN_AS says so."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name=_("account"), on_delete=models.CASCADE
    )
    alias = models.CharField(
        _("alias"),
        max_length=60,
        unique=True,
        help_text=_("What colleagues see instead of the name, where the register is set up so."),
    )

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self):
        return self.alias


class Invitation(models.Model):
    """A link that works once: to an account with a role, or to a new password for an account.

    The link itself is kept nowhere, only its hash.
    """

    link_digest = models.CharField(max_length=64, unique=True, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("new password for"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    role = models.ForeignKey(
        Group, verbose_name=_("role"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    meant_for = models.CharField(
        _("for whom"), max_length=120, help_text=_("So that you know it again; a nickname will do.")
    )
    email = models.EmailField(_("e-mail"), blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty: from the command line."),
    )
    invited_at = models.DateTimeField(_("invited at"), auto_now_add=True)
    expires_at = models.DateTimeField(_("works until"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken up by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    taken_at = models.DateTimeField(_("taken up at"), null=True)
    revoked_at = models.DateTimeField(_("taken back at"), null=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="invitation_to_an_account_or_a_role",
                condition=Q(account=None) ^ Q(role=None),
                violation_error_message=_("Choose a role, or the account that gets a password."),
            ),
            models.CheckConstraint(
                name="invitation_taken_or_taken_back",
                condition=Q(taken_at=None) | Q(revoked_at=None),
                violation_error_message=_("It was taken up already."),
            ),
        ]

    def __str__(self):
        return self.meant_for

    @property
    def is_open(self):
        return not self.taken_at and not self.revoked_at and self.expires_at > timezone.now()


class Device(models.Model):
    """A browser in which somebody has logged in. `digest` is that of the id in its cookie.

    No address is kept, and of the browser only its family and system.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="devices",
        db_index=False,  # the constraint begins with it
    )
    digest = models.CharField(max_length=64, editable=False)
    browser = models.CharField(_("browser"), max_length=60)
    first_at = models.DateTimeField(_("first log-in"), db_default=Now())
    last_at = models.DateTimeField(_("last log-in"), db_default=Now())
    told_until = models.DateTimeField(
        db_default=Now(), help_text="Of newer devices its owner is still to be told here."
    )

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["-last_at"]
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="device_once")]

    def __str__(self):
        return self.browser


class Attempts(models.Model):
    """What rate limits count, for all processes of the site; `key` is a keyed hash (office/logins/limits.py)."""

    key = models.CharField(primary_key=True, max_length=64)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("count of attempts")
        verbose_name_plural = _("counts of attempts")

    def __str__(self):
        return self.key
