from django.db import models
from django.utils.translation import gettext_lazy as _

from register.models.derived import Derived
from register.models.entry import CURRENT

ALWAYS = "0001-01-01"
FOREVER = "9999-12-31"


class Span(Derived):
    """One stretch of days of one version on which one status holds: [begins, ends).

    The spans of an entry do not overlap, so that a count of spans on a day is a count of people.
    Custody is certain (`in_custody`) or possible (`maybe_in_custody`), see DESIGN §4.
    """

    class Status(models.TextChoices):
        IN_CUSTODY = "in_custody", _("In custody")
        MAYBE = "maybe_in_custody", _("Maybe in custody")
        RESTRICTED = "restricted", _("Restricted without prison")
        RELEASED = "released", _("Released")
        DIED_IN_CUSTODY = "died_in_custody", _("Died in custody")
        DIED = "died", _("Died")
        WANTED = "wanted", _("Wanted or abroad")
        UNKNOWN = "unknown", _("Unknown")

    status = models.CharField(max_length=20, choices=Status)
    begins = models.DateField()
    ends = models.DateField()
    presumed_from = models.DateField(
        null=True, help_text="From here on custody rests on the presumption period."
    )
    held_from = models.DateField(
        null=True, help_text="Of custody: the first day of it without a gap, at the earliest."
    )
    held_from_latest = models.DateField(null=True, help_text="The same, at the latest.")
    reason = models.CharField(
        max_length=15, blank=True, help_text="Of a release: reason of the end of detention."
    )
    terms = models.CharField(max_length=15, blank=True, help_text="Of a release: its terms.")
    status_before = models.CharField(
        max_length=20, blank=True, choices=Status, help_text="Until the day it begins; empty: none."
    )
    status_after = models.CharField(
        max_length=20, blank=True, choices=Status, help_text="From the day it ends; empty: none."
    )
    reason_after = models.CharField(max_length=15, blank=True)
    # What counts are divided by, as the entry has it; of its lists a number that is the same for the
    # same list: a million people are grouped without reading a list of theirs, or their entry.
    sex = models.CharField(max_length=10, blank=True, db_default="")
    countries_key = models.BigIntegerField(db_default=0)
    regions_key = models.BigIntegerField(db_default=0)
    recognised_by_key = models.BigIntegerField(db_default=0)

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["status", "ends", "begins"],
                include=[
                    *("entry", "presumed_from", "held_from", "held_from_latest", "reason"),
                    *("status_before", "status_after", "reason_after"),
                ],
                name="span_current",
                condition=CURRENT,
            ),
            models.Index(
                fields=["begins"],
                include=["status", "status_before", "entry"],
                name="span_begun",
                condition=CURRENT & models.Q(status__in=["in_custody", "maybe_in_custody"]),
            ),
            models.Index(
                fields=["ends"],
                include=["status", "status_after", "reason_after", "entry"],
                name="span_ended",
                condition=CURRENT & models.Q(status__in=["in_custody", "maybe_in_custody"]),
            ),
            models.Index(
                fields=["begins"],
                include=[
                    *("ends", "status", "entry"),
                    *("sex", "countries_key", "regions_key", "recognised_by_key"),
                ],
                name="span_divided",
                condition=CURRENT & models.Q(status__in=["in_custody", "maybe_in_custody"]),
            ),
            models.Index(
                fields=["status", "edition_to", "edition_from", "ends", "begins"],
                include=["entry", "presumed_from"],
                name="span_known",
            ),
        ]

    def __str__(self):
        return f"{self.status} {self.begins}–{self.ends}"
