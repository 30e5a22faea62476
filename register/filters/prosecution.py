"""Filters on prosecution: articles, courts, sentences."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prisoners.facts.prosecution import SentencePartFacts
from register.filters.fields import CatalogueField, YearsField
from register.filters.reading import UNKNOWN, AnyOfArray, Reading
from register.models import Article, Court

DAYS_IN_A_YEAR = Decimal("365.25")
WITHOUT_END = [SentencePartFacts.Kind.LIFE.value, SentencePartFacts.Kind.DEATH.value]


class ArticleFilter(AnyOfArray):
    column = "articles"
    field_class = CatalogueField

    def __init__(self):
        super().__init__(label=_("Article"), model=Article)


class CourtFilter(AnyOfArray):
    column = "courts"
    field_class = CatalogueField

    def __init__(self):
        super().__init__(label=_("Court"), model=Court)


class SentenceKindFilter(AnyOfArray):
    column = "sentence_kinds"

    def __init__(self):
        choices = [*SentencePartFacts.Kind.choices, (UNKNOWN, _("None recorded"))]
        super().__init__(label=_("Kind of sentence"), choices=choices)


class SentenceFilter(Reading):
    """Imprisonment in force, in years. Life and death are longer than any number of years."""

    field_class = YearsField

    def __init__(self):
        super().__init__(label=_("Sentence in years"))

    def possible(self, value):
        without_end = Q(sentence_kinds__overlap=WITHOUT_END)
        if value.stop is None:
            return Q(sentence_days__gte=days(value.start, ROUND_FLOOR)) | without_end
        condition = Q(sentence_days__lte=days(value.stop, ROUND_CEILING)) & ~without_end
        if value.start is not None:
            condition &= Q(sentence_days__gte=days(value.start, ROUND_FLOOR))
        return condition


def days(years, rounding):
    """Whole days, so that 14 years and 9 months fit both "at least" and "at most" 14.75 years."""
    return int((years * DAYS_IN_A_YEAR).to_integral_value(rounding))
