from prisoners.facts.custody import DetentionFacts, StayFacts
from register.models.parts import EntryPart, counted


class Detention(DetentionFacts, EntryPart):
    class Meta(EntryPart.Meta):
        ordering = ["began_on", "id"]
        indexes = [
            counted(
                "detention",
                also=[
                    *("form", "end_reason", "began_on_days", "ended_on_days"),
                    "last_confirmed_on_days",
                ],
            )
        ]


class Stay(StayFacts, EntryPart):
    class Meta(EntryPart.Meta):
        ordering = ["began_on", "id"]
        indexes = [
            counted("stay", also=["detention", "facility", "began_on_days", "ended_on_days"])
        ]
