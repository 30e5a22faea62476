from django.db import models

from register.models.derived import Derived
from register.models.entry import CURRENT


class Profile(Derived):
    """One stretch of days on which what a report groups somebody by stays the same: [begins, ends).

    `content` is read by the report that is named by `subject`; `digest` is of it, so that people of
    the same profile are counted without reading it. The stretches of an entry on one subject do not
    overlap.
    """

    class Subject(models.TextChoices):
        CHARGES = "charges"  # "article:bits,…", see register/sql/profiles.sql
        RECOGNITION = "recognition"  # "organisation:criterion+criterion:bits,…"

    subject = models.CharField(max_length=15, choices=Subject)
    begins = models.DateField()
    ends = models.DateField()
    digest = models.UUIDField()
    content = models.TextField()

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["subject", "ends", "begins"],
                include=["digest", "entry", "id"],
                name="profile_current",
                condition=CURRENT,
            ),
            models.Index(
                fields=["subject", "edition_to", "edition_from", "ends", "begins"],
                include=["digest", "entry", "id"],
                name="profile_known",
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.begins}–{self.ends}"
