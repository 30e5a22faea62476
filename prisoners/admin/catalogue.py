"""Catalogues that many records share. Each can be added by typing its name where it is needed."""

import re

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from prisoners.models import (
    Article,
    Context,
    Court,
    Facility,
    Official,
    ServedTimeRule,
    Tag,
)
from sources.admin.base import ModelAdmin

# "BY CC 342-1(2)", "342-1 part 2", "CC 130": country and law may be left out.
ARTICLE = re.compile(
    r"(?:(?P<country>[A-Za-z]{2})\s+(?=[A-Za-z]))?(?:(?P<law>(?!art\b)[A-Za-z][A-Za-z. -]{0,40}?)\s+)?"
    r"(?:art\.?\s*)?(?P<number>\d[\w.-]{0,19})\s*"
    r"(?:\(\s*(?P<part>[\w.,-]{1,20})\s*\)|(?:part|p\.?)\s*(?P<part_word>[\w.,-]{1,20}))?",
    re.IGNORECASE,
)


class CatalogueAdmin(ModelAdmin):
    list_filter = ["country", "is_confidential"]
    search_fields = ["name"]

    def add_by_name(self, text):
        return self.model(name=text)


class PlaceAdmin(CatalogueAdmin):
    list_display = ["name", "kind", "country", "region", "city", "is_confidential"]
    list_filter = ["kind", "country", "is_confidential"]
    search_fields = ["name", "name_native", "other_names", "city"]


@admin.register(Facility)
class FacilityAdmin(PlaceAdmin):
    pass


@admin.register(Court)
class CourtAdmin(PlaceAdmin):
    pass


@admin.register(Official)
class OfficialAdmin(CatalogueAdmin):
    list_display = ["name", "name_native", "role", "country", "is_confidential"]
    list_filter = ["role", "country", "is_confidential"]
    search_fields = ["name", "name_native"]


@admin.register(Context)
class ContextAdmin(CatalogueAdmin):
    list_display = ["name", "country", "began_on", "ended_on", "is_confidential"]


@admin.register(ServedTimeRule)
class ServedTimeRuleAdmin(ModelAdmin):
    list_display = ["country", "kind", "regime", "days_counted", "valid_from_on", "valid_until_on"]
    list_display_links = ["country", "kind"]
    list_filter = ["country", "kind", "is_confidential"]
    search_fields = ["country", "note", "source__title"]
    fields = [
        "country",
        "kind",
        "regime",
        "days_counted",
        "valid_from_on",
        "valid_until_on",
        "source",
        "note",
        "is_confidential",
        "staff_note",
    ]


@admin.register(Tag)
class TagAdmin(ModelAdmin):
    list_display = ["name"]
    search_fields = ["name"]

    def add_by_name(self, text):
        return Tag(name=text)


@admin.register(Article)
class ArticleAdmin(CatalogueAdmin):
    list_display = ["__str__", "title", "country", "law", "number", "part"]
    list_filter = ["country", "law", "is_confidential"]
    search_fields = ["number", "title", "law", "country"]

    def get_search_results(self, request, queryset, search_term):
        """Finds an article by how it is written: “342-1”, “342-1(2)”, “BY CC 342-1”."""
        written = ARTICLE.fullmatch(search_term.strip())
        if not written:
            return super().get_search_results(request, queryset, search_term)
        fitting = queryset.filter(number__istartswith=written["number"])
        for name in ("country", "law"):
            if written[name]:
                fitting = fitting.filter(**{f"{name}__iexact": written[name]})
        if part := written["part"] or written["part_word"]:
            fitting = fitting.filter(part__istartswith=part)
        return fitting, False

    def add_by_name(self, text):
        written = ARTICLE.fullmatch(text)
        if not written:
            raise ValidationError(_("Write an article such as BY CC 342-1(2)."))
        return Article(
            country=(written["country"] or self._only_country()).upper(),
            law=_abbreviation(written["law"] or "CC"),
            number=written["number"],
            part=written["part"] or written["part_word"] or "",
        )

    def _only_country(self):
        """The country of all articles so far; with several, the person has to say which."""
        countries = Article.objects.order_by().values_list("country", flat=True).distinct()[:2]
        if len(countries) != 1:
            raise ValidationError(_("Write the country too, such as BY CC 342-1(2)."))
        return countries[0]


def _abbreviation(law):
    return law.upper() if len(law) <= 4 else law
