"""Rows of one version of a prisoner."""

from django.db import models

from prisoners.facts.death import DeathFacts
from prisoners.facts.person import RelationFacts
from prisoners.facts.recognition import OfficialLabelFacts, RecognitionFacts
from prisoners.facts.treatment import ConditionFacts, ContactFacts
from register.models.entry import CURRENT
from register.models.of_entry import OfEntry
from register.models.version import Part


class EntryPart(OfEntry, Part):
    class Meta(OfEntry.Meta):
        abstract = True
        ordering = ["id"]


def counted(table, *columns, also=()):
    """An index that holds all that reports ask of the rows of today, person by person."""
    return models.Index(
        fields=["entry", *columns], include=also, name=f"{table}_counted", condition=CURRENT
    )


class Condition(ConditionFacts, EntryPart):
    class Meta(EntryPart.Meta):
        indexes = [
            counted(
                "condition",
                also=["kind", "facility", "is_open", "began_on_days", "ended_on_days"],
            )
        ]


class Contact(ContactFacts, EntryPart):
    class Meta(EntryPart.Meta):
        indexes = [counted("contact", also=["happened_on_days"])]


class Death(DeathFacts, EntryPart):
    pass


class Recognition(RecognitionFacts, EntryPart):
    class Meta(EntryPart.Meta):
        indexes = [
            counted(
                "recognition",
                "organisation",
                also=["criteria", "recognised_on_days", "withdrawn_on_days"],
            )
        ]


class OfficialLabel(OfficialLabelFacts, EntryPart):
    pass


class Relation(RelationFacts, EntryPart):
    """`other_id` is the public id of a published prisoner."""

    other_id = models.CharField(max_length=12)
