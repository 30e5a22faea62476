"""The states of a request for removal, each with the list behind it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = _("state"), "state"
    STATES = {
        "received": (_("to be decided"), {"decision": ""}),
        "erase": (_("erasure to be confirmed"), {"granted": "erase", "done_at": None}),
        "decided": (_("decided, not done"), {"decision__gt": "", "done_at": None}),
        "done": (_("done"), {"done_at__isnull": False}),
    }

    def lookups(self, request, model_admin):
        return [(state, title) for state, (title, _of) in self.STATES.items()]

    def queryset(self, request, queryset):
        found = self.STATES.get(self.value())
        return of_state(self.value(), queryset) if found else queryset


def of_state(state, removals):
    """Each request that is not done is in one of the first three."""
    found = removals.filter(**StateFilter.STATES[state][1])
    return found.exclude(granted="erase") if state == "decided" else found


