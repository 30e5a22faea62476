"""What all answers about a report do first: find the report, and say what is not understood."""

from functools import wraps

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from register.asked import NotUnderstood
from reports.catalogue import REPORTS


def report_called(slug):
    if slug not in REPORTS:
        raise Http404
    return REPORTS[slug]


def answers_with_a_file(view):
    """For what is no page: gets the report that the address names."""

    @require_safe
    @refuses_in_a_line
    @wraps(view)
    def answering(request, slug, *args, **kwargs):
        return view(request, report_called(slug), *args, **kwargs)

    return answering


def refuses_in_a_line(view):
    """A question that is not understood is refused in one line of text, status 400."""

    @wraps(view)
    def answering(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except NotUnderstood as error:
            return HttpResponse(
                f"{error.field}: {error.message}\n",
                status=400,
                content_type="text/plain; charset=utf-8",
            )

    return answering
