from django.db import models

from register.models.catalogue import Organisation
from register.models.derived import Derived
from register.models.entry import CURRENT


class Lag(Derived):
    """How long after an arrest one dated recognition came, once the last day that it may mean is over.

    Until then the arrest that came before it depends on the day that is asked about.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="lags", db_index=False
    )
    earliest = models.DateField()
    latest = models.DateField()
    days_least = models.IntegerField(null=True, help_text="Empty where no arrest is known.")
    days_most = models.IntegerField(null=True)
    is_after = models.BooleanField(help_text="Surely after release or death.")
    may_be_after = models.BooleanField()

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["latest", "earliest"],
                include=[
                    *("entry", "organisation", "days_least", "days_most"),
                    *("is_after", "may_be_after"),
                ],
                name="lag_current",
                condition=CURRENT,
            )
        ]

    def __str__(self):
        return f"{self.organisation_id} {self.earliest}–{self.latest}"
