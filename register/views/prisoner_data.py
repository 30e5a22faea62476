"""The rows of the list as CSV, XLSX and JSON. What cannot be understood is said with status 400."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from register.asked import NotUnderstood, read_asked
from register.export.formats import MOST_XLSX_ROWS, as_csv, as_json, as_xlsx
from register.facets import figure_of
from register.filters import EntryFilter
from register.filters.sorting import read_sort, usual_sort
from register.ordered import connection, selects_of_list
from register.readers.filter_panel import read_cells

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
NOBODY = "RC-000000"


def answers_data(view):
    """What is wrong with the question, as JSON or plain text with status 400."""

    @wraps(view)
    def answering(request, kind):
        try:
            with override(request.GET.get("lang") or settings.LANGUAGE_CODE):
                request.asked = read_asked(request.GET)
                response = view(request, kind)
        except NotUnderstood as error:
            return refused(kind, {error.field: [str(error)]})
        if request.asked.is_pinned:
            response["X-Robots-Tag"] = "noindex"
        return response

    return answering


@require_safe
@answers_data
def prisoner_data(request, kind):
    asked = request.asked
    filters = EntryFilter(request.GET, on=asked.on, edition=asked.known)
    sort = read_sort(request.GET) or ("match" if usual_sort(request.GET) == "match" else "")
    excel = request.GET.get("excel", "")
    if excel not in ("", "0", "1"):
        raise NotUnderstood("excel", _("“excel” is 1 or nothing."))
    if not filters.is_valid():
        return refused(kind, filters.errors)
    if kind == "xlsx" and figure_of(filters, read_cells(filters, asked)).at_most > MOST_XLSX_ROWS:
        raise NotUnderstood(
            "format",
            _("An XLSX holds at most %(number)d rows here. Take the CSV, or narrow the list.")
            % {"number": MOST_XLSX_ROWS},
        )
    name = f"prisoners-edition-{asked.edition_number}-on-{asked.on}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if request.method == "HEAD":
        return HttpResponse(content_type=TYPES[kind], headers=headers)
    with connection().cursor() as cursor:
        rows = selects_of_list(cursor, filters, sort, given=addresses(request))
    chunks = {
        "csv": lambda: as_csv(connection(), rows, excel=excel == "1"),
        "json": lambda: as_json(connection(), rows),
        "xlsx": lambda: as_xlsx(connection(), rows),
    }[kind]()
    return StreamingHttpResponse(chunks, content_type=TYPES[kind], headers=headers)


def addresses(request):
    """What the column `permalink` is made of."""
    asked = request.asked
    with override(settings.LANGUAGE_CODE):
        page = request.build_absolute_uri(reverse("register:person", args=[NOBODY]))
    return {
        "person": page.partition(NOBODY)[0],
        "pinned": f"/?on={asked.on}&known={asked.edition_number}",
        "shown_edition": asked.edition_number,
    }


def refused(kind, errors):
    """{name: [messages]}; the empty name is of the whole question."""
    errors = {name.replace("__all__", ""): list(messages) for name, messages in errors.items()}
    if kind == "json":
        return JsonResponse({"errors": errors}, status=400)
    lines = [
        f"{name}: {text}" if name else text for name, texts in errors.items() for text in texts
    ]
    return HttpResponse(
        "\n".join(lines) + "\n", status=400, content_type="text/plain; charset=utf-8"
    )
