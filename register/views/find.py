"""From a name that was typed to the page of the person, or to the list of who may be meant."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse

from names.likeness import Kind
from register.filters import EntryFilter


def find(request):
    """One person whose name is close: their page. Nobody or several: the list, which says more."""
    asked = request.asked
    filters = EntryFilter(request.GET, on=asked.on, edition=asked.known)
    kept = {name: value for name, value in request.GET.items() if value}
    if filters.is_valid() and filters.given.keys() == {"q"}:
        close = [f for f in filters.found_names if f.likeness.kind in (Kind.EXACT, Kind.CLOSE)]
        if len(close) == 1:
            kept.pop("q")
            return _to("register:person", close[0].public_id, query=kept)
    return _to("register:list", query=kept)


def _to(name, *arguments, query):
    address = reverse(name, args=arguments)
    return HttpResponseRedirect(f"{address}?{urlencode(query)}" if query else address)
