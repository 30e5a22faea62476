"""The list of prisoners. The URL is the query, and the downloads take the same one."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import render

from register.asked import read_page_number
from register.facets import figure_of
from register.filters import EntryFilter
from register.filters.sorting import SORTS, read_sort, usual_sort
from register.readers.filter_panel import pairs, read_cells, read_panel, without
from register.readers.prisoner_list import read_page, suggested


def prisoner_list(request):
    query, asked = request.GET, request.asked
    if len(pairs(query)) < sum(len(values) for _name, values in query.lists()):
        # A form sends its empty fields too; an address that is cited should not have them.
        return HttpResponseRedirect(f"{request.path}?{urlencode(pairs(query))}")
    filters = EntryFilter(query, on=asked.on, edition=asked.known)
    sort = read_sort(query) or usual_sort(query)
    context = {
        "asked": asked,
        "sorts": _sorts(query, sort.removeprefix("-")),
        "query": urlencode(pairs(query, "page", "open", "lang")),
        "opening": without(query, "open"),
    }
    if not filters.is_valid():
        context |= {"panel": read_panel(filters, asked)}
        return render(request, "register/prisoner_list.html", context, status=400)
    number = read_page_number(query.get("page", ""))
    cells = read_cells(filters, asked)
    figure = figure_of(filters, cells)
    context |= {
        "figure": figure,
        "panel": read_panel(filters, asked, cells=cells, opened=query.get("open", "")),
        "page": read_page(filters, asked, figure, sort=sort, number=number),
        "found_names": filters.found_names,
        "suggested": suggested(filters),
    }
    return render(request, "register/prisoner_list.html", context)


def _sorts(query, chosen):
    """(value, label, whether it is chosen) of each order; the usual one is not said in the address."""
    usual = usual_sort(query)
    return [
        ("" if name == usual else name, sort.label, name == chosen)
        for name, sort in SORTS.items()
        if name != "match" or usual == "match"
    ]
