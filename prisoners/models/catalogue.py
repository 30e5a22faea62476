"""Catalogues shared by many records. They need no approval; the first root that uses them publishes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.places import (
    ArticleFacts,
    ContextFacts,
    CourtFacts,
    FacilityFacts,
    OfficialFacts,
)


class CatalogueRow(models.Model):
    is_confidential = models.BooleanField(
        _("confidential"), default=False, help_text=_("Never published.")
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        abstract = True


@tracked
class Facility(FacilityFacts, CatalogueRow):
    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="facility_once",
                violation_error_message=_(
                    "There is a facility of this name in this country already."
                ),
            )
        ]

    def __str__(self):
        return self.name


@tracked
class Court(CourtFacts, CatalogueRow):
    class Meta:
        verbose_name = _("court")
        verbose_name_plural = _("courts")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "country"],
                name="court_once",
                violation_error_message=_("There is a court of this name in this country already."),
            )
        ]

    def __str__(self):
        return self.name


@tracked
class Official(OfficialFacts, CatalogueRow):
    known_by = ("name", "role", "country")

    class Meta:
        verbose_name = _("official")
        verbose_name_plural = _("officials")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="official_reply_when_and_where",
                condition=models.Q(reply="")
                | (~models.Q(replied_on="") & ~models.Q(reply_source="")),
                violation_error_message=_("Say when the reply was given and where it is from."),
            )
        ]

    def __str__(self):
        return self.name


@tracked
class Article(ArticleFacts, CatalogueRow):
    class Meta:
        verbose_name = _("article of law")
        verbose_name_plural = _("articles of law")
        ordering = ["country", "law", "number", "part"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "law", "number", "part"],
                name="article_once",
                violation_error_message=_("This article is in the catalogue already."),
            )
        ]

    def __str__(self):
        part = f"({self.part})" if self.part else ""
        return f"{self.country} {self.law} {self.number}{part}"


@tracked
class Context(ContextFacts, CatalogueRow):
    class Meta:
        verbose_name = _("context")
        verbose_name_plural = _("contexts")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="context_once",
                violation_error_message=_("There is a context of this name already."),
            ),
            models.CheckConstraint(
                name="context_ends_after_it_begins",
                condition=models.Q(began_on_days__isnull=True)
                | models.Q(ended_on_days__isnull=True)
                | ~models.Q(ended_on_days__fully_lt=models.F("began_on_days")),
                violation_error_message=_("It ends before it can begin."),
            ),
        ]

    def __str__(self):
        return self.name
