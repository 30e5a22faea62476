from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from sources.models import Record


class Change(models.Model):
    """One change of one published record: in which edition, what kind, why. The log of corrections.

    `facts` are codes of what differs from the version before ("detention.ended_on"), never values.
    """

    is_version_table = True

    class Kind(models.TextChoices):
        NEW = "new", _("New")
        CORRECTED = "corrected", _("Corrected")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        MERGED = "merged", _("Merged")
        ERASED = "erased", _("Erased")

    class Why(models.TextChoices):
        HAPPENED = "happened", _("Something happened since")
        LEARNED = "learned", _("More became known")
        ERROR = "error", _("Published in error")
        SOURCE = "source", _("A source says something else now")
        RISK = "risk", _("At risk")
        REQUEST = "request", _("Asked to be removed")
        DUPLICATE = "duplicate", _("Recorded twice")
        OTHER = "other", _("Other reason")

    # What an approval may be for; the others are reasons to take something down.
    OF_APPROVAL = (Why.HAPPENED, Why.LEARNED, Why.ERROR, Why.SOURCE, Why.OTHER)

    edition = models.PositiveIntegerField()
    public_id = models.CharField(max_length=12, db_index=True)
    root = models.CharField(max_length=10, choices=Record.Kind)
    kind = models.CharField(max_length=10, choices=Kind)
    why = models.CharField(max_length=10, choices=Why, blank=True, help_text="Empty: not said.")
    facts = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        indexes = [models.Index(fields=["edition", "kind"], name="change_by_edition")]

    def __str__(self):
        return f"{self.public_id} {self.kind} @ {self.edition}"
