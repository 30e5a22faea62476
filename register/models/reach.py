from django.db import models

from register.models.derived import Derived
from register.models.entry import CURRENT
from register.models.parts import Condition

GROUPS = ("person", "kind", "facility", "both")
READINGS = ("sure", "maybe")


def unless(reading, group):
    """Of those whom a period reaches by this report, who is not counted for another one already.

    A person whose reports reach into a period counts once: by the report that ends on or after its
    first day, of which the one before (in the order of their beginnings, among those that end later
    than all before them) had ended. That is the day here; the end of time for a report that ends
    before one that began before it.
    """
    return f"{reading}_unless_{group}"


class Reach(Derived):
    """The days of one report of a condition: it reaches into a period that ends on or after `from`
    and begins on or before `until`, `sure` under every reading of its dates, `maybe` under some.
    """

    condition = models.OneToOneField(Condition, on_delete=models.CASCADE, related_name="reach")
    kind = models.CharField(max_length=30)
    facility_id = models.BigIntegerField(null=True)
    sure_from = models.DateField()
    sure_until = models.DateField()
    maybe_from = models.DateField()
    maybe_until = models.DateField()
    sure_unless_person = models.DateField(help_text="Among all reports of the person.")
    sure_unless_kind = models.DateField(help_text="Among those of the same kind.")
    sure_unless_facility = models.DateField(help_text="Among those of the same facility.")
    sure_unless_both = models.DateField(help_text="Among those of the same kind and facility.")
    maybe_unless_person = models.DateField()
    maybe_unless_kind = models.DateField()
    maybe_unless_facility = models.DateField()
    maybe_unless_both = models.DateField()

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["maybe_until", "maybe_from"],
                include=[
                    *("entry", "kind", "facility_id", "sure_from", "sure_until"),
                    *(unless(reading, group) for reading in READINGS for group in GROUPS),
                ],
                name="reach_current",
                condition=CURRENT,
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.maybe_from}–{self.maybe_until}"
