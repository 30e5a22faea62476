"""Catalogues as the public sees them: current rows with the ids of the working rows."""

from django.apps import apps
from django.db import models

from prisoners.facts.places import (
    ArticleFacts,
    ContextFacts,
    CourtFacts,
    FacilityFacts,
    OfficialFacts,
)
from prisoners.facts.served_time import ServedTimeRuleFacts
from sources.facts import CitationFacts, OrganisationFacts, SourceFacts


class Catalogue(models.Model):
    """A row that many versions share. Confidential working rows never get here."""

    is_catalogue = True

    id = models.BigIntegerField(primary_key=True)

    class Meta:
        abstract = True


class Organisation(OrganisationFacts, Catalogue):
    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Source(SourceFacts, Catalogue):
    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.title


class Facility(FacilityFacts, Catalogue):
    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Court(CourtFacts, Catalogue):
    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class OfficialQuerySet(models.QuerySet):
    def sourced(self):
        """Those who may be named: a public source stands behind a verdict of theirs, or its record."""
        own = models.Q(row=models.OuterRef("code"), field__in=["", "judge"])
        citations = apps.get_model("register", "Citation").objects.filter(
            own | models.Q(row=None, field=""),
            public_id=models.OuterRef("entry__public_id"),
            stance=CitationFacts.Stance.SUPPORTS,
        )
        verdicts = apps.get_model("register", "Verdict").objects.filter(
            models.Exists(citations), judge=models.OuterRef("pk")
        )
        return self.filter(models.Exists(verdicts))


class Official(OfficialFacts, Catalogue):
    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Article(ArticleFacts, Catalogue):
    class Meta:
        ordering = ["country", "law", "number", "part"]

    def __str__(self):
        part = f"({self.part})" if self.part else ""
        return f"{self.country} {self.law} {self.number}{part}"


class Context(ContextFacts, Catalogue):
    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class ServedTimeRule(ServedTimeRuleFacts, Catalogue):
    class Meta:
        ordering = ["country", "kind", "regime", "valid_from_on"]

    def __str__(self):
        regime = f", {self.get_regime_display()}" if self.regime else ""
        return (
            f"{self.country}: {self.get_kind_display()}{regime} × {self.days_counted.normalize():f}"
        )
