"""Filters on custody: status on the day, arrest, place, context, facility."""

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from register.days import day_after
from register.filters.fields import CatalogueField, CodesField, DaysField, TextsField
from register.filters.reading import AnyOf, AnyOfArray, Reading, any_of
from register.models import Context, Detention, Facility, Span, Text

IN_CUSTODY, MAYBE = Span.Status.IN_CUSTODY.value, Span.Status.MAYBE.value


class StatusFilter(AnyOf):
    """Status on the day asked about. Who is maybe in custody possibly is; nothing else is guessed.

    A day before anybody spoke of a person has no status, which is unknown.
    """

    column = "span__status"
    leaves_doubt = True
    follows_the_day = True

    def __init__(self):
        super().__init__(label=_("Status on the day"), choices=Span.Status.choices)

    def possibly(self, choice):
        if choice == IN_CUSTODY:
            return Q(span__status__in=[IN_CUSTODY, MAYBE])
        return self.certainly(choice)

    def certainly(self, choice):
        condition = Q(span__status=choice)
        return condition | Q(span__status=None) if choice == Span.Status.UNKNOWN else condition

    def fits(self, found, choice, *, certain):
        found = found or Span.Status.UNKNOWN.value
        return found == choice or (not certain and (found, choice) == (MAYBE, IN_CUSTODY))


class ArrestedFilter(Reading):
    """Arrested between two days, in any detention that is on record."""

    field_class = DaysField
    leaves_doubt = True

    def __init__(self):
        super().__init__(label=_("Arrested between"))

    def possible(self, value):
        return _in(_arrests().filter(began_on_days__overlap=asked_days(value)))

    def certain(self, value):
        days = asked_days(value)
        arrests = _arrests().filter(began_on_days__contained_by=days)
        return _in(arrests)


class RegionFilter(AnyOfArray):
    column = "regions"
    field_class = TextsField

    def __init__(self):
        super().__init__(label=_("Region of arrest"))


class PlaceFilter(AnyOf):
    """The place of arrest as sources put it, found by a part of it. Never of withheld people."""

    field_class = TextsField

    def __init__(self):
        super().__init__(label=_("Place of arrest"))

    def possible(self, value):
        places = Text.objects.filter(
            any_of(Q(text__icontains=place) for place in value), field="place"
        )
        return _in(Detention.objects.filter(code__in=places.values("code")))

    certain = possible


class ContextFilter(AnyOfArray):
    column = "contexts"
    field_class = CatalogueField

    def __init__(self):
        super().__init__(label=_("Context"), model=Context)


class FacilityFilter(AnyOfArray):
    column = "facilities"
    field_class = CatalogueField

    def __init__(self):
        super().__init__(label=_("Held at, at any time"), model=Facility)


class CountryFilter(AnyOfArray):
    column = "countries"
    field_class = CodesField

    def __init__(self):
        super().__init__(label=_("Country of detention"))


def asked_days(value):
    """From the first day that the first date may mean to the last day that the second may mean."""
    start = value.start.earliest if value.start else None
    end = value.stop.latest if value.stop else None
    return DateRange(start, end and day_after(end))


def _arrests():
    return Detention.objects.exclude(form=Detention.Form.RESTRICTION)


def _in(rows):
    return Q(pk__in=rows.values("entry"))
