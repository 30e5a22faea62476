from django.db import models

from register.models.version import Version, version_constraints
from sources.facts import CountClaimFacts


class ClaimEntry(CountClaimFacts, Version):
    """One version of one count claim; `about_id` is the public id of the act that it speaks of."""

    about_id = models.CharField(max_length=12, blank=True, db_index=True)

    class Meta:
        constraints = version_constraints("claim")
        ordering = ["-as_of_on", "public_id"]

    def __str__(self):
        return f"{self.public_id} @ {self.edition_from}"
