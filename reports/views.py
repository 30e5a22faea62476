"""The pages of all reports. A report that joins the catalogue needs nothing here."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from register.asked import NotUnderstood, read_asked
from reports import charts
from reports.catalogue import REPORTS, by_subject
from reports.csv_files import csv_file
from reports.kept import kept_answer, kept_claims
from reports.shown import shown_people, shown_tables

AN_HOUR = "public, max-age=3600"


@require_safe
def index(request):
    """All reports, each with its question."""
    context = {"asked": request.asked, "subjects": by_subject()}
    return render(request, "reports/index.html", context)


@require_safe
def report(request, slug):
    """One report: question, figures, chart, table, method, limits, people behind the bounds."""
    report = _report(slug)
    question = report.question.read(request.GET, request.asked)
    answer = kept_answer(report, question)
    pinned = urlencode(question.pinned())
    context = {
        "asked": request.asked,
        "report": report,
        "question": question,
        "answer": answer,
        "has_chart": bool(answer.tables) and report.drawing(question, answer, "wide") is not None,
        "tables": shown_tables(answer, question),
        "people": shown_people(answer, question),
        "claims": kept_claims(report, question),
        "quote": "" if answer.refusal else report.quote(question, answer),
        "pinned": pinned,
        "permalink": request.build_absolute_uri(f"{request.path}?{pinned}"),
    }
    return render(request, "reports/report.html", context)


@require_safe
def picture(request, slug):
    """The chart as an SVG file, wide or narrow (`size`), titled and described."""
    report = _report(slug)
    try:
        question = report.question.read(request.GET, read_asked(request.GET))
        size = _size(request.GET.get("size", "wide"))
    except NotUnderstood as error:
        return _refused(error)
    answer = kept_answer(report, question)
    spec = report.drawing(question, answer, size) if answer.tables else None
    if spec is None:
        raise Http404
    svg = charts.drawn(spec, title=str(report.title), description=report.quote(question, answer))
    headers = {"Cache-Control": AN_HOUR, "Content-Security-Policy": charts.POLICY}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


@require_safe
def table(request, slug):
    """One table of the report as CSV: the first, or the one named by `table`."""
    report = _report(slug)
    try:
        question = report.question.read(request.GET, read_asked(request.GET))
        answer = kept_answer(report, question)
        return csv_file(report, question, answer, request.GET.get("table", ""))
    except NotUnderstood as error:
        return _refused(error)


def _report(slug):
    if slug not in REPORTS:
        raise Http404
    return REPORTS[slug]


def _size(text):
    if text not in charts.SIZES:
        raise NotUnderstood(
            "size", _("“%(text)s” is neither “wide” nor “narrow”.") % {"text": text[:40]}
        )
    return text


def _refused(error):
    return HttpResponse(
        f"{error.field}: {error.message}\n", status=400, content_type="text/plain; charset=utf-8"
    )
