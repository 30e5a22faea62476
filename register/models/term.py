from django.db import models
from django.utils.translation import gettext_lazy as _

from prisoners.facts.prosecution import SentencePartFacts
from register.models.derived import Derived
from register.models.entry import CURRENT


class Term(Derived):
    """One stretch of days on which one prison sentence holds, all cases of a person together: [begins, ends).

    The stretches of an entry on one `basis` do not overlap, so that a count of terms on a day is a
    count of people. Dates of verdicts may be partial: `kind_least` and `days_least` are the lightest
    sentence that fits, `kind_most` and `days_most` the heaviest. `kind_least` is "" where there may be
    none yet; `days_least` is then the shortest that there may be.
    """

    class Kind(models.TextChoices):
        TERM = "term", _("Imprisonment for a term")
        UNKNOWN = "unknown", _("Length not known")
        LIFE = "life", _("Life imprisonment")
        DEATH = "death", _("Death")

    class Basis(models.TextChoices):
        IN_FORCE = "in_force", _("in force on the day")
        FIRST = "first", _("as first pronounced")

    basis = models.CharField(max_length=10, choices=Basis)
    begins = models.DateField()
    ends = models.DateField()
    kind_least = models.CharField(max_length=10, choices=Kind, blank=True)
    kind_most = models.CharField(max_length=10, choices=Kind)
    days_least = models.PositiveIntegerField(null=True)
    days_most = models.PositiveIntegerField(null=True)
    tried_earliest = models.DateField(
        null=True,
        help_text="The verdict, or the appeal where there is one: custody before is pre-trial.",
    )
    tried_latest = models.DateField(null=True)
    country = models.CharField(
        max_length=2, blank=True, help_text="Of the cases; empty when not known or several."
    )
    regime = models.CharField(
        max_length=15,
        choices=SentencePartFacts.Regime,
        blank=True,
        help_text="Of the sentence; empty when not known or several.",
    )

    class Meta(Derived.Meta):
        indexes = [
            models.Index(
                fields=["basis", "ends", "begins"],
                include=[
                    *("entry", "kind_least", "kind_most", "days_least", "days_most"),
                    *("tried_earliest", "tried_latest", "country", "regime"),
                ],
                name="term_current",
                condition=CURRENT,
            ),
            models.Index(
                fields=["basis", "edition_to", "edition_from", "ends", "begins"],
                include=["entry", "kind_least", "kind_most", "days_least", "days_most"],
                name="term_known",
            ),
        ]

    def __str__(self):
        return f"{self.kind_most} {self.begins}–{self.ends}"
