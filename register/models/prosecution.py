from django.db import models

from prisoners.facts.prosecution import (
    ChargeFacts,
    ProsecutionFacts,
    SentencePartFacts,
    VerdictFacts,
)
from register.models.parts import EntryPart, counted


class Prosecution(ProsecutionFacts, EntryPart):
    pass


class Charge(ChargeFacts, EntryPart):
    class Meta(EntryPart.Meta):
        indexes = [counted("charge", "article", also=["status", "status_on_days"])]


class Verdict(VerdictFacts, EntryPart):
    """`prison` is a `Term.Kind`, "" of a verdict without prison; both follow from its sentence parts."""

    prison = models.CharField(max_length=10, blank=True)
    prison_days = models.PositiveIntegerField(null=True, help_text="Imprisonment alone.")

    class Meta(EntryPart.Meta):
        ordering = ["decided_on", "id"]
        indexes = [
            counted("verdict", also=["court", "judge", "prison", "prison_days", "decided_on_days"])
        ]


class SentencePart(SentencePartFacts, EntryPart):
    pass
