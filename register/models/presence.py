from django.db import models

from register.models.catalogue import Facility
from register.models.derived import Derived
from register.models.entry import CURRENT


class Presence(Derived):
    """One stretch of days on which somebody in custody is in one facility: [begins, ends).

    The stretches of an entry in one facility do not overlap in one reading, so that a count of them
    on a day is a count of people. Without a facility they say that some facility is known:
    `maybe` of those certainly in custody, `sure` of those possibly in custody.
    """

    class Reading(models.TextChoices):
        SURE = "sure"  # certainly in custody, had surely come and not left
        MAYBE = "maybe"  # possibly in custody, and no source says that they were elsewhere

    reading = models.CharField(max_length=5, choices=Reading)
    facility = models.ForeignKey(
        Facility, null=True, on_delete=models.PROTECT, related_name="presences", db_index=False
    )
    begins = models.DateField()
    ends = models.DateField()

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["ends", "begins"],
                include=["reading", "facility", "entry"],
                name="presence_current",
                condition=CURRENT,
            ),
            models.Index(
                fields=["edition_to", "edition_from", "ends", "begins"],
                include=["reading", "facility", "entry"],
                name="presence_known",
            ),
        ]

    def __str__(self):
        return f"{self.facility_id} {self.begins}–{self.ends}"
