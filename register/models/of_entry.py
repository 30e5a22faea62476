from django.db import models

from register.models.entry import Entry
from register.models.version import OPEN


class OfEntry(models.Model):
    """A row of one version of a prisoner. Its editions are those of the entry: what is counted is
    found without it."""

    is_version_table = True

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="%(class)ss")
    edition_from = models.PositiveIntegerField()
    edition_to = models.PositiveIntegerField(default=OPEN, db_default=OPEN)

    class Meta:
        abstract = True
