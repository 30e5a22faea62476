from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from prisoners.facts.person import PrisonerFacts
from register.known_facts import in_bits
from register.models.queries import EntryQuerySet
from register.models.version import OPEN, Version, version_constraints

CURRENT = models.Q(edition_to=OPEN)
OF_KNOWN_BIRTH = models.Q(born_earliest__isnull=False) | models.Q(born_latest__isnull=False)


class Entry(PrisonerFacts, Version):
    """One version of one prisoner: the facts that count, and flat columns made from its parts.

    The flat columns answer lists, filters and exports without joins; they follow from the rows of
    the same version and are made when it is published.
    """

    is_withheld = models.BooleanField(default=False)
    first_reported_on = models.DateField(
        help_text="The first day on which a source speaks of the person."
    )
    born_earliest = models.DateField(
        null=True, help_text="To the month; to the decade when withheld."
    )
    born_latest = models.DateField(null=True)
    arrested_earliest = models.DateField(null=True, help_text="Of the latest detention.")
    arrested_latest = models.DateField(null=True)
    first_arrested_earliest = models.DateField(
        null=True,
        help_text="Of all dated detentions; empty where no day is known to be before one.",
    )
    released_earliest = models.DateField(null=True, help_text="Of the latest detention.")
    released_latest = models.DateField(null=True)
    died_earliest = models.DateField(null=True)
    died_latest = models.DateField(null=True)
    death_class = models.CharField(max_length=20, blank=True)
    last_contact_earliest = models.DateField(null=True)
    last_contact_latest = models.DateField(null=True)
    sentence_days = models.PositiveIntegerField(
        null=True, help_text="Imprisonment in force, all cases together."
    )
    sentence_kinds = ArrayField(models.CharField(max_length=25), default=list)
    countries = ArrayField(models.CharField(max_length=2), default=list)
    regions = ArrayField(models.CharField(max_length=120), default=list)
    contexts = ArrayField(models.BigIntegerField(), default=list)
    facilities = ArrayField(models.BigIntegerField(), default=list)
    courts = ArrayField(models.BigIntegerField(), default=list)
    articles = ArrayField(models.BigIntegerField(), default=list)
    condition_kinds = ArrayField(models.CharField(max_length=30), default=list)
    recognised_by = ArrayField(models.BigIntegerField(), default=list)
    known_facts = models.GeneratedField(
        expression=in_bits(), output_field=models.BigIntegerField(), db_persist=True
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        # With what is asked of people who are known by their public id.
        constraints = version_constraints("entry", include=["id", "is_withheld", "recognised_by"])
        indexes = [
            models.Index(fields=["edition_from", "edition_to"]),
            # Who is in the register today, with what most reports ask of everybody.
            models.Index(
                fields=["id"],
                include=[
                    *("sex", "is_withheld", "first_reported_on", "published_at"),
                    *("nationalities", "occupations", "health", "has_minor_children"),
                    *("born_earliest", "born_latest", "arrested_earliest", "arrested_latest"),
                    *("first_arrested_earliest", "death_class", "died_earliest", "died_latest"),
                    *("known_facts", "recognised_by"),
                ],
                name="entry_counted",
                condition=CURRENT,
            ),
            # The same with what is asked alone most often: a quarter as long.
            models.Index(
                fields=["id"],
                include=["sex", "is_withheld", "known_facts"],
                name="entry_counted_often",
                condition=CURRENT,
            ),
            # The filter that is asked most: women are found without passing over the men.
            models.Index(fields=["sex", "id"], name="entry_by_sex", condition=CURRENT),
            # The recognised, and the ill: of many people a part, found without passing over the rest.
            models.Index(
                fields=["id"],
                name="entry_recognised",
                condition=CURRENT & ~models.Q(recognised_by=[]),
            ),
            models.Index(
                fields=["id"],
                include=["health"],
                name="entry_of_health",
                condition=CURRENT & ~models.Q(health=[]),
            ),
            # What ages follow from, of whose birth anything is known.
            models.Index(
                fields=["id"],
                include=[
                    *("born_earliest", "born_latest", "arrested_earliest", "arrested_latest"),
                    *("death_class", "died_earliest", "died_latest", "published_at"),
                ],
                name="entry_of_age",
                condition=CURRENT & OF_KNOWN_BIRTH,
            ),
            # The orders of the list (register/filters/sorting.py); what is not known comes last.
            models.Index(
                models.F("arrested_latest").desc(nulls_last=True),
                "public_id",
                name="entry_by_arrest",
                condition=CURRENT,
            ),
            models.Index(
                fields=["last_contact_latest", "public_id"],
                name="entry_by_contact",
                condition=CURRENT,
            ),
            models.Index(fields=["sentence_days"], name="entry_by_sentence", condition=CURRENT),
            *[
                GinIndex(fields=[column], name=f"entry_{column}", condition=CURRENT)
                for column in (
                    "articles",
                    "courts",
                    "facilities",
                    "contexts",
                    "condition_kinds",
                    "recognised_by",
                    "occupations",
                    "health",
                )
            ],
        ]

    def __str__(self):
        return f"{self.public_id} @ {self.edition_from}"
