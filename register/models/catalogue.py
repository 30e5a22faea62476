"""Catalogues as the public sees them: current rows with the ids of the working rows."""

from django.db import models

from prisoners.facts.places import (
    ArticleFacts,
    ContextFacts,
    CourtFacts,
    FacilityFacts,
    OfficialFacts,
)
from sources.facts import OrganisationFacts, SourceFacts


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


class Official(OfficialFacts, Catalogue):
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
