"""The pages of all reports. A report that joins the catalogue needs nothing here."""

from csp.decorators import csp_replace
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from register.asked import NotUnderstood
from register.views.asking import asks
from reports.asking import report_called
from reports.catalogue import by_subject
from reports.citing.cited import read_cited, with_since
from reports.kept import kept_answer, kept_claims
from reports.questions import read_flag
from reports.shown import shown_people, shown_tables


@require_safe
def index(request):
    """All reports, each with its question."""
    context = {"asked": request.asked, "subjects": by_subject()}
    return render(request, "reports/index.html", context)


@require_safe
def report(request, slug):
    """One report: question, figures, chart, table, method, limits, people behind the bounds.

    A link that was cited shows the figure as published too, and that alone where its question
    cannot be asked any more.
    """
    report = report_called(slug)
    cited = read_cited(report, request.GET)
    try:
        question = report.question.read(request.GET, request.asked)
    except NotUnderstood as error:
        if cited.published is None:
            raise
        context = {"asked": request.asked, "report": report, "cited": cited, "error": error}
        return render(request, "reports/only_published.html", context)
    answer = kept_answer(report, question)
    context = _context(request, report, question, answer) | {
        "cited": with_since(cited, report, question, answer, request.GET),
        "tables": shown_tables(answer, question),
        "people": shown_people(answer, question),
        "claims": kept_claims(report, question),
        "is_print": read_flag("print", request.GET),
    }
    return render(request, "reports/report.html", context)


@require_safe
def _embedded(request, slug):
    report = report_called(slug)
    question = report.question.read(request.GET, request.asked)
    context = _context(request, report, question, kept_answer(report, question))
    return render(request, "reports/embed.html", context)


# The figure and the chart alone, for the pages of others: they may show this one in a frame.
embed = xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(asks(_embedded)))


def _context(request, report, question, answer):
    pinned, page = urlencode(question.pinned()), reverse("reports:report", args=[report.slug])
    return {
        "asked": request.asked,
        "report": report,
        "question": question,
        "answer": answer,
        "has_chart": bool(answer.tables) and report.drawing(question, answer, "wide") is not None,
        "quote": "" if answer.refusal else report.quote(question, answer),
        "pinned": pinned,
        "permalink": request.build_absolute_uri(f"{page}?{pinned}"),
    }
