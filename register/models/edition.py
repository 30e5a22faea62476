from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """One publication: the next number, taken under a lock. The transaction time of the register."""

    is_version_table = True

    class Kind(models.TextChoices):
        PUBLISH = "publish", _("Published")
        WITHDRAW = "withdraw", _("Withdrawn")
        ERASE = "erase", _("Erased")

    number = models.PositiveIntegerField(primary_key=True)
    published_at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PUBLISH)
    roots = models.PositiveIntegerField(help_text="How many roots changed with it.")

    class Meta:
        ordering = ["-number"]

    def __str__(self):
        return str(self.number)


class Tombstone(models.Model):
    """What stays of a withdrawn root: its public id, the day and the kind of reason."""

    class Reason(models.TextChoices):
        ERROR = "error", _("Published in error")
        RISK = "risk", _("At risk")
        REQUEST = "request", _("Asked to be removed")
        DUPLICATE = "duplicate", _("Recorded twice")
        OTHER = "other", _("Other reason")

    public_id = models.CharField(max_length=12, primary_key=True)
    withdrawn_on = models.DateField()
    reason = models.CharField(max_length=10, choices=Reason)
    edition = models.PositiveIntegerField()

    def __str__(self):
        return self.public_id
