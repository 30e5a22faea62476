"""What every public page does with the query string, before and after its view."""

from functools import partial, wraps

from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from register.asked import NotUnderstood, read_asked
from register.filters import EntryFilter
from register.views.keeping import kept_page


def asks(view):
    """Gives the view `request.asked`; what cannot be understood is a page that says so, status 400.

    An answer about a named edition is kept out of search engines: names are shown as decided today,
    and a copy elsewhere would not follow.
    """

    @wraps(view)
    def asking(request, *args, **kwargs):
        return kept_page(request, partial(answering, request, *args, **kwargs))

    def answering(request, *args, stamp, **kwargs):
        try:
            request.asked = read_asked(request.GET, stamp=stamp)
            response = view(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        except NotUnderstood as error:
            return not_understood(request, error)
        if request.asked.is_pinned:
            response["X-Robots-Tag"] = "noindex"
        return response

    return asking


def not_understood(request, error):
    """The question as it was put, with the reason beside the field that is wrong."""
    request.asked = read_asked(QueryDict())
    always = {"on": _("On the day"), "known": _("As known at edition or day")}
    labels = _labels() | always
    fields = [
        {
            "name": name,
            "label": labels.get(name, name),
            "value": request.GET.get(name, "").replace("\0", "�")[:200],
        }
        for name in dict.fromkeys([*always, error.field])
    ]
    context = {"error": error, "fields": fields}
    return render(request, "register/not_understood.html", context, status=400)


def _labels():
    """What else may be wrong in an address, by the words of the forms that ask for it."""
    filters = {name: one.label for name, one in EntryFilter.base_filters.items()}
    return filters | {
        "from": _("From"),
        "to": _("To"),
        "kind": _("Kind"),
        "page": _("Page"),
        "days": _("Days without contact"),
    }
