from django.db import models

from pardons.facts import AnnouncedCountFacts, BeneficiaryFacts, ClemencyActFacts
from register.models.version import Part, Version, version_constraints


class ActEntry(ClemencyActFacts, Version):
    """One version of one clemency act."""

    class Meta:
        constraints = version_constraints("act")
        ordering = ["-announced_on", "public_id"]

    def __str__(self):
        return f"{self.public_id} @ {self.edition_from}"


class ActPart(Part):
    entry = models.ForeignKey(ActEntry, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True
        ordering = ["id"]


class AnnouncedCount(AnnouncedCountFacts, ActPart):
    pass


class Beneficiary(BeneficiaryFacts, ActPart):
    """`prisoner_id` is the public id of a published prisoner, empty for somebody who is not in the register."""

    prisoner_id = models.CharField(max_length=12, blank=True, db_index=True)
