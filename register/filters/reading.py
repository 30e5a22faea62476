"""A filter with two readings: who certainly fits, and who possibly does (DESIGN §4, Bounds).

Every filter gives two conditions on Entry. `certain` implies `possible`; where a fact is not in
doubt they are the same. A fact that is not known fits neither: "unknown" is a value of its own and
has to be asked for. Conditions may use `span`, the status on the day asked about.
"""

import django_filters
from django.db.models import Q

from register.filters.fields import ManyField

UNKNOWN = "unknown"
NEVER = Q(pk__in=[])


class Reading(django_filters.Filter):
    """Base of all filters of the register; `parent` is the EntryFilter with `on` and `edition`."""

    leaves_doubt = False  # whether the two readings can differ
    follows_the_day = False  # whether who fits depends on the day asked about
    looks_elsewhere = False  # whether it asks of versions of other records

    def possible(self, value):
        """The condition on Entry under which `value` may hold."""
        raise NotImplementedError

    def certain(self, value):
        """The condition on Entry under which `value` holds beyond doubt."""
        return self.possible(value)

    def filter(self, queryset, value):
        return queryset.filter(self.possible(value)) if is_given(value) else queryset


class AnyOf(Reading):
    """Several values of one filter: any of them is enough."""

    field_class = ManyField
    column = None  # what the choices are counted by
    is_array = False

    def possible(self, value):
        return any_of(self.possibly(choice) for choice in value)

    def certain(self, value):
        return any_of(self.certainly(choice) for choice in value)

    def possibly(self, choice):
        return Q(**{self.column: choice})

    def certainly(self, choice):
        return self.possibly(choice)

    def fits(self, found, choice, *, certain):
        """The same reading in Python, for a value that was found in the counted column."""
        return found == choice


class AnyOfArray(AnyOf):
    """A choice fits when it is in an array column; `unknown` is the empty array."""

    is_array = True
    says_unknown = False  # whether the vocabulary of the column has the word itself

    def possible(self, value):
        recorded = [choice for choice in value if choice != UNKNOWN]
        condition = Q(**{f"{self.column}__overlap": recorded}) if recorded else NEVER
        return condition | self._nothing_recorded if UNKNOWN in value else condition

    certain = possible

    def possibly(self, choice):
        return self.possible([choice])

    certainly = possibly

    def fits(self, found, choice, *, certain):
        return choice in found if choice != UNKNOWN else not found or UNKNOWN in found

    @property
    def _nothing_recorded(self):
        empty = Q(**{self.column: []})
        return empty | Q(**{f"{self.column}__contains": [UNKNOWN]}) if self.says_unknown else empty


def is_given(value):
    if isinstance(value, slice):
        return value.start is not None or value.stop is not None
    return value not in (None, "", [])


def any_of(conditions):
    found = Q()
    for condition in conditions:
        found |= condition
    return found
