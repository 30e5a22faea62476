"""The filters of the register. What it answers is a set of entries and its bounds."""

from difflib import get_close_matches
from functools import cached_property

import django_filters
from django import forms
from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext as _

from register.filters.custody import (
    ArrestedFilter,
    ContextFilter,
    CountryFilter,
    FacilityFilter,
    PlaceFilter,
    RegionFilter,
    StatusFilter,
)
from register.filters.fields import shown
from register.filters.names import FoundNames, NameFilter
from register.filters.person import (
    AgeAtArrestFilter,
    AgeFilter,
    DiedFilter,
    HealthFilter,
    NationalityFilter,
    OccupationFilter,
    SexFilter,
)
from register.filters.prosecution import (
    ArticleFilter,
    CourtFilter,
    SentenceFilter,
    SentenceKindFilter,
)
from register.filters.reading import is_given
from register.filters.silence import SilentFilter
from register.filters.standing import (
    ActFilter,
    ConditionFilter,
    NotKnownFilter,
    RecognisedByFilter,
    ScopeFilter,
)
from register.models import Entry
from register.models.version import OPEN

# What a query may hold beside the filters.
ALSO_ASKED = {"on", "known", "lang", "page", "sort", "open", "excel"}


class FilterForm(forms.Form):
    """Refuses names that are no filter, so that a slip of the keyboard never gives everything."""

    def clean(self):
        names = self.names
        for name in self.data:
            if name not in names:
                self.add_error(None, unknown_filter(name, names))
            elif name not in self.repeatable and len(set(self.data.getlist(name))) > 1:
                self.add_error(
                    None, _("“%(name)s” is given more than once.") % {"name": shown(name)}
                )
        return self.cleaned_data

    @property
    def names(self):
        """Every name that a query may hold."""
        suffixes = {
            name: getattr(field.widget, "suffixes", None) for name, field in self.fields.items()
        }
        filters = {
            f"{name}_{suffix}" if suffix else name
            for name, given in suffixes.items()
            for suffix in given or [""]
        }
        return filters | ALSO_ASKED

    @property
    def repeatable(self):
        return {
            name
            for name, field in self.fields.items()
            if getattr(field.widget, "allow_multiple_selected", False)
        }


class EntryFilter(django_filters.FilterSet):
    """Entries as known at `edition`, with what a query asks of the day `on`.

    Entries are listed whatever the day; `on` decides what the filters and the status say of it.
    """

    q = NameFilter()
    scope = ScopeFilter()
    status = StatusFilter()
    sex = SexFilter()
    country = CountryFilter()
    age = AgeFilter()
    age_at_arrest = AgeAtArrestFilter()
    nationality = NationalityFilter()
    occupation = OccupationFilter()
    health = HealthFilter()
    arrested = ArrestedFilter()
    place = PlaceFilter()
    region = RegionFilter()
    context = ContextFilter()
    article = ArticleFilter()
    court = CourtFilter()
    facility = FacilityFilter()
    sentence = SentenceFilter()
    sentence_kind = SentenceKindFilter()
    condition = ConditionFilter()
    silent = SilentFilter()
    recognised_by = RecognisedByFilter()
    act = ActFilter()
    died = DiedFilter()
    not_known = NotKnownFilter()

    class Meta:
        form = FilterForm

    def __init__(self, query, *, on, edition=None):
        self.on, self.edition = on, edition
        super().__init__(query, entries_with_span(on, edition))

    @cached_property
    def given(self):
        """{name: value} of the filters that the query uses. Ask `is_valid()` first."""
        values = self.form.cleaned_data
        return {name: values[name] for name in self.filters if is_given(values.get(name))}

    @cached_property
    def found_names(self):
        """Whom the search box finds; iterates over nothing when it is empty."""
        return FoundNames(self)

    def possibly(self, *, without=()):
        """The condition of all filters together, each in its possible reading."""
        condition = Q()
        for name, value in self.given.items():
            if name not in without:
                condition &= self.filters[name].possible(value)
        return condition

    def certainly(self, *, without=()):
        """What is certain beyond `possibly`; empty when no filter leaves a doubt."""
        condition = Q()
        for name, value in self.given.items():
            if name not in without and self.filters[name].leaves_doubt:
                condition &= self.filters[name].certain(value)
        return condition

    @property
    def qs(self):
        """The entries that possibly fit: those that a list shows."""
        return self.queryset.filter(self.possibly())

    @property
    def certain(self):
        """The entries that fit beyond doubt."""
        return self.qs.filter(self.certainly())


def entries_with_span(on, edition):
    """Entries as known at `edition`, with the span that holds on the day `on` as `span`."""
    known = (
        Q(spans__edition_to=OPEN)
        if edition is None
        else Q(spans__edition_from__lte=edition, spans__edition_to__gt=edition)
    )
    on_the_day = Q(spans__begins__lte=on, spans__ends__gt=on)
    return Entry.objects.known(edition).alias(
        span=FilteredRelation("spans", condition=known & on_the_day)
    )


def unknown_filter(name, names):
    name = shown(name)
    if close := get_close_matches(name, names, n=1):
        return _("There is no filter “%(name)s”. Did you mean “%(other)s”?") % {
            "name": name,
            "other": close[0],
        }
    return _("There is no filter “%(name)s”.") % {"name": name}
