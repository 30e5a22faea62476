"""Figures of reports inside texts (core/live_numbers.py): counted for the day and edition of the page."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from core.live_numbers import NumberNotUnderstood
from register.asked import NotUnderstood, read_asked
from reports import charts
from reports.catalogue import REPORTS
from reports.kept import kept_answer
from reports.words import counted


def number_in_words(placeholder, asked):
    """The figure in Markdown, linked to its report: "[between 18 and 20 people](/en/reports/…)"."""
    report = REPORTS.get(placeholder.measure)
    if report is None:
        raise NumberNotUnderstood(
            _("There is no measure “%(name)s”, only: %(names)s.")
            % {"name": placeholder.measure[:40], "names": ", ".join(REPORTS)}
        )
    question = _question(report, placeholder, asked)
    answer = kept_answer(report, question)
    if answer.refusal:
        raise NumberNotUnderstood(str(answer.refusal))
    figure = _headline(answer, placeholder.figure).figure
    words = charts.in_short(figure) if placeholder.is_bare else counted(figure)
    page = reverse("reports:report", args=[report.slug])
    return f"[{words}]({page}?{urlencode(question.pinned())})"


def _question(report, placeholder, asked):
    """The day and the edition are those of the page unless the placeholder has its own."""
    query = QueryDict(placeholder.query_string, mutable=True)
    if asked is not None:
        query.setdefault("on", asked.on.isoformat())
        if asked.known is not None:
            query.setdefault("known", str(asked.known))
    try:
        return report.question.read(query, read_asked(query))
    except NotUnderstood as error:
        raise NumberNotUnderstood(f"{error.field}: {error.message}") from error


def _headline(answer, name):
    named = {headline.name: headline for headline in answer.headlines if headline.name}
    if name and name not in named:
        raise NumberNotUnderstood(
            _("This measure has no figure “%(name)s”, only: %(names)s.")
            % {"name": name[:40], "names": ", ".join(named)}
        )
    if not answer.headlines:
        raise NumberNotUnderstood(_("The number is hidden."))
    return named[name] if name else answer.headlines[0]
