from django.db import models

from register.models.entry import CURRENT, Entry
from register.models.term import Term
from register.models.version import OPEN


class Served(models.Model):
    """What part of the prison sentence was served at one release of somebody who had one."""

    is_version_table = True

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="served")
    edition_from = models.PositiveIntegerField()
    edition_to = models.PositiveIntegerField(default=OPEN, db_default=OPEN)
    basis = models.CharField(max_length=10, choices=Term.Basis)
    released_earliest = models.DateField()
    released_latest = models.DateField(null=True)
    is_surely_sentenced = models.BooleanField()
    percent_least = models.IntegerField(
        null=True, help_text="Whole and rounded down. Empty where dates or the term are not known."
    )
    percent_most = models.IntegerField(null=True)

    class Meta:
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
