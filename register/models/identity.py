"""What identifies, as of today only, keyed by public id. Emptied when a name is withheld."""

from django.db import models
from django.db.models.functions import NullIf

from prisoners.facts.person import ExternalIdTexts, NameTexts, PrisonerTexts
from sources.facts import CitationFacts


class Identity(PrisonerTexts):
    """One row per published prisoner. Names are searched in `register.models.searching`."""

    public_id = models.CharField(max_length=12, primary_key=True)
    is_withheld = models.BooleanField(default=False)
    sort_key = models.CharField(
        max_length=200, blank=True, help_text="The name without case and accents."
    )

    class Meta:
        indexes = [
            # The list by name: who has none comes last.
            models.Index(
                NullIf("sort_key", models.Value("")), models.F("public_id"), name="identity_by_name"
            ),
        ]

    def __str__(self):
        return self.display_name or self.public_id


class Name(NameTexts):
    public_id = models.CharField(max_length=12, db_index=True)
    code = models.UUIDField()

    def __str__(self):
        return self.text


class ExternalId(ExternalIdTexts):
    public_id = models.CharField(max_length=12, db_index=True)
    code = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["value"], name="external_id_typed")]

    def __str__(self):
        return f"{self.scheme}: {self.value}"


class Text(models.Model):
    """One free text of one row of a record (`field` of the row `code`)."""

    public_id = models.CharField(max_length=12, db_index=True)
    code = models.UUIDField()
    field = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "code", "field"], name="text_once")
        ]

    def __str__(self):
        return self.text


class Citation(CitationFacts):
    """A source for one fact of a record, numbered in the order of the record."""

    public_id = models.CharField(max_length=12)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["public_id", "source"])]

    def __str__(self):
        return str(self.source)
