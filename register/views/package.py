"""The register as linked tables, and the page that says what they mean."""

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from register.export.package.describe import dictionary
from register.export.package.tables import tables
from register.export.package.writing import as_package
from register.filters import EntryFilter
from register.views.prisoner_data import addresses, answers_data, refused

ZIP = "application/zip"


@require_safe
@answers_data
def package(request, kind):
    asked = request.asked
    # By its number, so that a publication meanwhile does not get in between the tables.
    edition = asked.known or asked.edition_number or None
    filters = EntryFilter(request.GET, on=asked.on, edition=edition)
    if not filters.is_valid():
        return refused(kind, filters.errors)
    name = f"rollcall-edition-{asked.edition_number}-on-{asked.on}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if request.method == "HEAD":
        return HttpResponse(content_type=ZIP, headers=headers)
    query = request.GET.copy()
    query["on"], query["known"] = asked.on.isoformat(), str(asked.edition_number)
    chunks = as_package(
        filters,
        asked=asked,
        given=addresses(request),
        address=request.build_absolute_uri("/"),
        permalink=request.build_absolute_uri(f"{request.path}?{query.urlencode()}"),
    )
    return StreamingHttpResponse(chunks, content_type=ZIP, headers=headers)


@require_safe
@answers_data
def dictionary_data(request, kind):
    return HttpResponse(
        dictionary(),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="dictionary.csv"'},
    )


def data_page(request):
    return render(request, "register/data.html", {"tables": tables()})
