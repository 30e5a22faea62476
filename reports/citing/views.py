"""The page that gives a figure away to be quoted, and the same for reference managers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from register.asked import read_asked
from reports.asking import answers_with_a_file, report_called
from reports.citing.cited import link_to, published_now, reference_to
from reports.citing.reference import FORMATS, TYPES
from reports.kept import kept_answer


@require_safe
def cite(request, slug):
    """Text to quote, the link that keeps the figure as published, references, code to embed it."""
    report = report_called(slug)
    question = report.question.read(request.GET, request.asked)
    answer = _answer(report, question)
    published = published_now(report, question, answer)
    pinned, embed = urlencode(question.pinned()), reverse("reports:embed", args=[slug])
    context = {
        "asked": request.asked,
        "report": report,
        "question": question,
        "published": published,
        "quote": report.quote(question, answer),
        "pinned": pinned,
        "embedded": request.build_absolute_uri(f"{embed}?{pinned}"),
        "permalink": request.build_absolute_uri(link_to(published, report, question)),
    }
    return render(request, "reports/cite.html", context)


@answers_with_a_file
def reference(request, report, kind):
    """The citation as BibTeX, RIS or CSL-JSON."""
    question = report.question.read(request.GET, read_asked(request.GET))
    answer = _answer(report, question)
    published = published_now(report, question, answer)
    address = request.build_absolute_uri(link_to(published, report, question))
    made = reference_to(published, report, question, answer, address)
    headers = {"Content-Disposition": f'attachment; filename="{made.key}.{kind}"'}
    return HttpResponse(FORMATS[kind](made), content_type=TYPES[kind], headers=headers)


def _answer(report, question):
    answer = kept_answer(report, question)
    if answer.refusal or not answer.headlines or not question.edition:
        raise Http404(_("There is no figure here that could be cited."))
    return answer
