"""A report as files: its chart as a picture, its tables as CSV and JSON."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from register.asked import NotUnderstood, read_asked
from reports import charts
from reports.asking import answers_with_a_file
from reports.csv_files import csv_file
from reports.framed import framed, png
from reports.json_files import as_json
from reports.kept import kept_answer
from reports.questions import read_choice, read_flag

# Pictures are made to be shown on the pages of others, too.
SHOWN_ANYWHERE = {
    "Cache-Control": "public, max-age=3600",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@answers_with_a_file
def picture(request, report, kind):
    """The chart as SVG or PNG, wide or narrow (`size`).

    `titled=1` and every PNG have title, source and date inside the picture, to stand by itself.
    """
    question = report.question.read(request.GET, read_asked(request.GET))
    size = read_choice("size", request.GET, list(charts.SIZES), default="wide")
    is_titled = read_flag("titled", request.GET) or kind == "png"
    answer = kept_answer(report, question)
    spec = report.drawing(question, answer, size) if answer.tables else None
    if spec is None:
        raise Http404
    quote = report.quote(question, answer)
    svg = charts.drawn(spec, title=str(report.title), description=quote)
    if is_titled:
        svg = framed(
            svg, size, title=str(report.title), quote=quote, source=_source(request, question)
        )
    if kind == "png":
        return HttpResponse(png(svg), content_type="image/png", headers=SHOWN_ANYWHERE)
    headers = SHOWN_ANYWHERE | {"Content-Security-Policy": charts.POLICY}
    return HttpResponse(svg, content_type="image/svg+xml", headers=headers)


def _source(request, question):
    """Where the picture comes from, which edition it shows, and when it was drawn."""
    return _("%(address)s · Rollcall register, edition %(edition)s · asked for %(day)s") % {
        "address": request.get_host(),
        "edition": question.edition,
        "day": question.on_in_words,
    }


@answers_with_a_file
def table(request, report):
    """One table of the report as CSV: the first, or the one named by `table`."""
    question = report.question.read(request.GET, read_asked(request.GET))
    return csv_file(report, question, kept_answer(report, question), request.GET.get("table", ""))


@answers_with_a_file
def data(request, report):
    """Figures and tables as JSON with what they mean, in the language that `lang` names."""
    asked = read_asked(request.GET)
    with override(asked.language):
        question = report.question.read(request.GET, asked)
        answer = kept_answer(report, question)
        if answer.refusal:
            raise NotUnderstood("from", str(answer.refusal))
        address = request.build_absolute_uri
        found = as_json(report, question, answer, asked, address) | {
            "generated_at": timezone.now().isoformat(timespec="seconds")
        }
    name = f"{report.slug}-{question.on.isoformat()}-edition-{question.edition}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False}, headers=headers)
