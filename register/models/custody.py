from prisoners.facts.custody import DetentionFacts, StayFacts
from register.models.parts import EntryPart


class Detention(DetentionFacts, EntryPart):
    class Meta(EntryPart.Meta):
        ordering = ["began_on", "id"]


class Stay(StayFacts, EntryPart):
    class Meta(EntryPart.Meta):
        ordering = ["began_on", "id"]
