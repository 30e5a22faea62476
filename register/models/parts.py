"""Rows of one version of a prisoner."""

from django.db import models

from prisoners.facts.death import DeathFacts
from prisoners.facts.person import RelationFacts
from prisoners.facts.recognition import OfficialLabelFacts, RecognitionFacts
from prisoners.facts.treatment import ConditionFacts, ContactFacts
from register.models.entry import Entry
from register.models.version import Part


class EntryPart(Part):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True
        ordering = ["id"]


class Condition(ConditionFacts, EntryPart):
    pass


class Contact(ContactFacts, EntryPart):
    pass


class Death(DeathFacts, EntryPart):
    pass


class Recognition(RecognitionFacts, EntryPart):
    pass


class OfficialLabel(OfficialLabelFacts, EntryPart):
    pass


class Relation(RelationFacts, EntryPart):
    """`other_id` is the public id of a published prisoner."""

    other_id = models.CharField(max_length=12)
