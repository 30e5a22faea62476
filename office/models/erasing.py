"""What is asked to be removed, what was decided about it, and what remains of somebody who was erased."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from register.models import Tombstone
from sources.models import Record


class Removal(models.Model):
    """A request to take something out of the register. It has no history: what it says is forgotten
    when the person is erased, and a history would keep it."""

    class From(models.TextChoices):
        PERSON = "person", _("The person")
        FAMILY = "family", _("The family")
        LAWYER = "lawyer", _("A lawyer")
        AUTHORITY = "authority", _("A court or an authority")
        STAFF = "staff", _("Staff, who see a danger")
        OTHER = "other", _("Somebody else")

    class Wish(models.TextChoices):
        CORRECT = "correct", _("Correct what is wrong")
        WITHHOLD = "withhold", _("Hide the name")
        WITHDRAW = "withdraw", _("Take the record down")
        ERASE = "erase", _("Erase everything")

    class Decision(models.TextChoices):
        OPEN = "", _("Not decided")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    record = models.ForeignKey(
        Record,
        verbose_name=_("record"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="removals",
        help_text=_("Public id, such as RC-7K3M9Q. Empty until it is known whom it is about."),
    )
    received_on = models.DateField(_("received on"))
    asked_by = models.CharField(_("who asks"), max_length=10, choices=From)
    channel = models.CharField(
        _("how it came"), max_length=60, blank=True, help_text=_("Letter, e-mail, call …")
    )
    wish = models.CharField(_("what is asked"), max_length=10, choices=Wish)
    text = models.TextField(_("in their words"), blank=True, help_text=_("Confidential."))
    contact = models.TextField(
        _("how to answer them"), blank=True, help_text=_("Confidential. Forgotten after erasing.")
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    granted = models.CharField(_("what is granted"), max_length=10, choices=Wish, blank=True)
    why = models.CharField(_("reason code"), max_length=10, choices=Tombstone.Reason, blank=True)
    note = models.TextField(_("reasons of the decision"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for removal")
        verbose_name_plural = _("requests for removal")
        ordering = ["received_on", "id"]
        permissions = [("confirm_erasure", _("Can confirm that somebody is erased"))]
        constraints = [
            models.CheckConstraint(
                name="removal_decided_by_somebody",
                condition=Q(decision="", decided_by=None, decided_at=None)
                | (~Q(decision="") & Q(decided_by__isnull=False, decided_at__isnull=False)),
                violation_error_message=_("A decision says who decided, and when."),
            ),
            models.CheckConstraint(
                name="removal_grants_something",
                condition=(Q(decision="granted") & ~Q(granted=""))
                | (~Q(decision="granted") & Q(granted="")),
                violation_error_message=_("Say what is granted, or refuse the request."),
            ),
            models.CheckConstraint(
                name="removal_refused_with_reasons",
                condition=~Q(decision="refused") | ~Q(note=""),
                violation_error_message=_("Say why the request is refused."),
            ),
            models.CheckConstraint(
                name="removal_done_after_decision",
                condition=Q(done_at=None) | ~Q(decision=""),
                violation_error_message=_("Nothing is done before it is decided."),
            ),
        ]

    def __str__(self):
        return f"{self.record_id or _('somebody')} {self.received_on}"

    @property
    def waits_for_second_person(self):
        return self.granted == self.Wish.ERASE and self.done_at is None


class Erasure(models.Model):
    """Somebody was erased: which public ids, when, why, by which two people. Append-only.

    A copy of each line lies outside the database (`office.erasing.ledger`), so that a backup from
    before does not bring the person back.
    """

    names_record_in = ("public_id",)
    staff_may = "SELECT, INSERT"

    public_id = models.CharField(_("public id"), max_length=12, unique=True)
    with_ids = ArrayField(
        models.CharField(max_length=12),
        verbose_name=_("records that were merged into it"),
        default=list,
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Tombstone.Reason)
    erased_at = models.DateTimeField(_("erased at"))
    edition = models.PositiveIntegerField(
        _("edition"), null=True, help_text=_("Empty when the person was never public.")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty when a restored backup was brought up to date."),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-erased_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="erasure_by_two_people",
                condition=~Q(decided_by=F("confirmed_by")),
                violation_error_message=_("A second person confirms an erasure."),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return self.public_id

    @property
    def ids(self):
        return [self.public_id, *self.with_ids]


class Fingerprint(models.Model):
    """A keyed hash of something that an erased person is known by (`office.erasing.fingerprints`).

    Nothing ties it to a public id or a day; without the key, which is not in the database, nobody can
    try names against it.
    """

    digest = models.CharField(max_length=64, primary_key=True)

    class Meta:
        verbose_name = _("fingerprint of an erased person")
        verbose_name_plural = _("fingerprints of erased persons")

    def __str__(self):
        return self.digest[:8]


class FileToErase(models.Model):
    """A kept file whose row is gone, until the file is gone too."""

    storage = models.CharField(max_length=60, help_text="Label of the model and its field.")
    name = models.CharField(max_length=500)

    class Meta:
        verbose_name = _("file to erase")
        verbose_name_plural = _("files to erase")

    def __str__(self):
        return self.name
