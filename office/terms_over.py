"""Of whom the register says that the term is over: a filter on the list of prisoners.

The arithmetic is that of the published register, so a case counts from its publication on.
"""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prisoners.models import Prisoner
from register import expected


class TermOverFilter(admin.SimpleListFilter):
    title = _("term")
    parameter_name = "term"

    def lookups(self, request, model_admin):
        return [("over", _("over, or may be, and no release is recorded"))]

    def queryset(self, request, queryset):
        if self.value() != "over":
            return queryset
        return queryset.filter(record__in=expected.whose_is_over(timezone.localdate()))


def add_to(site):
    """Give the list of prisoners the filter; `prisoners` itself knows no register."""
    people = site._registry[Prisoner]
    people.list_filter = [*people.list_filter, TermOverFilter]
