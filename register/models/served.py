from django.db import models

from register.models.derived import Derived
from register.models.entry import CURRENT
from register.models.term import Term


class Served(Derived):
    """What part of the prison sentence was served at one release of somebody who had one."""

    basis = models.CharField(max_length=10, choices=Term.Basis)
    released_earliest = models.DateField()
    released_latest = models.DateField(null=True)
    is_surely_sentenced = models.BooleanField()
    percent_least = models.IntegerField(
        null=True, help_text="Whole and rounded down. Empty where dates or the term are not known."
    )
    percent_most = models.IntegerField(null=True)

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["basis", "released_earliest"],
                include=[
                    *("entry", "released_latest", "is_surely_sentenced"),
                    *("percent_least", "percent_most"),
                ],
                name="served_current",
                condition=CURRENT,
            )
        ]

    def __str__(self):
        return f"{self.percent_least}–{self.percent_most} %"
