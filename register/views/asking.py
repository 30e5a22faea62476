"""What every public page does with the query string, before and after its view."""

from functools import wraps

from django.shortcuts import render
from django.utils.translation import gettext as _

from register.asked import NotUnderstood, read_asked


def asks(view):
    """Gives the view `request.asked`; what cannot be understood is a page that says so, status 400.

    An answer about a named edition is kept out of search engines: names are shown as decided today,
    and a copy elsewhere would not follow.
    """

    @wraps(view)
    def asking(request, *args, **kwargs):
        try:
            request.asked = read_asked(request.GET)
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
    fields = [
        {"name": name, "label": label, "value": request.GET.get(name, "").replace("\0", "�")[:200]}
        for name, label in (
            ("on", _("On the day")),
            ("known", _("As known at")),
            (error.field, error.field),
        )
    ]
    named = {field["name"]: field for field in reversed(fields)}
    context = {"error": error, "fields": list(named.values())[::-1]}
    return render(request, "register/not_understood.html", context, status=400)
