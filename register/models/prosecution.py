from prisoners.facts.prosecution import (
    ChargeFacts,
    ProsecutionFacts,
    SentencePartFacts,
    VerdictFacts,
)
from register.models.parts import EntryPart


class Prosecution(ProsecutionFacts, EntryPart):
    pass


class Charge(ChargeFacts, EntryPart):
    pass


class Verdict(VerdictFacts, EntryPart):
    class Meta(EntryPart.Meta):
        ordering = ["decided_on", "id"]


class SentencePart(SentencePartFacts, EntryPart):
    pass
