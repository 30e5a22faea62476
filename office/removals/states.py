"""The states of a request for removal, each with the list behind it."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

IS_OPEN, ERASES = Q(done_at=None), Q(granted="erase")
# Each request that is not done is in one of the first three.
STATES = {
    "received": (_("to be decided"), Q(decision="")),
    "erase": (_("erasure to be confirmed"), IS_OPEN & ERASES),
    "decided": (_("decided, not done"), IS_OPEN & ~Q(decision="") & ~ERASES),
    "done": (_("done"), ~IS_OPEN),
}


class StateFilter(admin.SimpleListFilter):
    title, parameter_name = _("state"), "state"

    def lookups(self, request, model_admin):
        return [(state, title) for state, (title, _of) in STATES.items()]

    def queryset(self, request, queryset):
        _title, of_state = STATES.get(self.value(), (None, Q()))
        return queryset.filter(of_state)
