from django.db import models

from prisoners.facts.custody import DetentionFacts
from register.models.derived import Derived
from register.models.entry import CURRENT


class Spell(Derived):
    """The days on which one detention in custody began and ended; restriction alone is no custody.

    Where a source leaves the beginning open, it is not before the first source that speaks of the
    person, as for possible custody (DESIGN §4); one without any date has the day of that source.
    """

    is_dated = models.BooleanField()
    begins_earliest = models.DateField()
    begins_latest = models.DateField(null=True)
    is_ended = models.BooleanField()
    ends_earliest = models.DateField(
        null=True, help_text="Empty where no day is known to be before it."
    )
    ends_latest = models.DateField(null=True)
    end_reason = models.CharField(max_length=15, choices=DetentionFacts.EndReason, blank=True)

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["is_dated", "begins_earliest", "begins_latest"],
                include=["entry", "is_ended", "ends_earliest", "ends_latest", "end_reason"],
                name="spell_begun",
                condition=CURRENT,
            ),
            models.Index(
                fields=["end_reason", "ends_earliest", "ends_latest"],
                include=["entry"],
                name="spell_ended",
                condition=CURRENT & models.Q(is_ended=True),
            ),
        ]

    def __str__(self):
        return f"{self.begins_earliest}–{self.ends_latest}"
