"""Publishing a figure in a link, and reading such a link again."""

from dataclasses import dataclass, replace

from django.core.signing import BadSignature
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from register.asked import read_asked
from register.models import Edition, Identity, Tombstone
from reports.citing.published import NAME, Published, hash_of, read_published, sealed
from reports.citing.reference import Reference
from reports.citing.since import Since, since
from reports.kept import kept_answer
from reports.words import day


@dataclass(frozen=True)
class Cited:
    """A link that was opened, and what became of its figure. Nothing of it where none was opened.

    A link that was changed or damaged on its way is said to be so, and shows today's figure alone.
    """

    published: Published | None = None
    since: Since | None = None
    is_damaged: bool = False


def published_now(report, question, answer):
    """The first figure of the answer, as it is given away today."""
    counted = report.counted(question) if report.counted else None
    return Published(
        cited_on=timezone.localdate(),
        version=report.version,
        figure=answer.headlines[0].figure,
        withheld=None if counted is None else _without_a_name(counted),
        records=None if counted is None else hash_of(counted),
    )


def _without_a_name(counted):
    """How many of these records show no name, by a decision or because they were withdrawn."""
    withheld = Identity.objects.filter(is_withheld=True).values_list("pk", flat=True)
    withdrawn = Tombstone.objects.values_list("pk", flat=True)
    return len(counted.keys() & {*withheld, *withdrawn})


def link_to(published, report, question):
    """The path and the query of the page that will show the figure as published."""
    pairs = question.pinned()
    pairs = [*pairs, (NAME, sealed(published, report.slug, pairs))]
    return f"{reverse('reports:report', args=[report.slug])}?{urlencode(pairs)}"


def read_cited(report, query):
    """What the link of a report page says was published: a Cited without what became of it."""
    try:
        return Cited(read_published(report.slug, query))
    except BadSignature:
        return Cited(is_damaged=True)


def with_since(cited, report, question, answer, query):
    """The same with what became of the figure, where it was read from a link."""
    if cited.published is None:
        return cited
    query = query.copy()
    query.pop("known", None)
    asked_today = read_asked(query)
    question_today = report.question.read(query, asked_today)
    answer_today = kept_answer(report, question_today)
    if not (answer.headlines and answer_today.headlines):
        return cited
    became = since(
        report,
        cited.published,
        (question, answer.headlines[0].figure, Edition.objects.get(pk=question.edition)),
        (question_today, answer_today.headlines[0].figure, asked_today.edition),
    )
    return replace(cited, since=became)


def reference_to(published, report, question, answer, address):
    """The figure as reference managers take it, in the reader's language."""
    edition = Edition.objects.get(pk=question.edition)
    title = _("%(title)s, %(day)s. Register of political prisoners, edition %(edition)s")
    return Reference(
        key=f"rollcall-{report.slug}-{question.on.isoformat()}-edition-{question.edition}",
        title=title % {"title": report.title, "day": day(question.on), "edition": question.edition},
        note=report.quote(question, answer),
        edition=question.edition,
        published_on=timezone.localdate(edition.published_at),
        cited_on=published.cited_on,
        language=get_language(),
        address=address,
    )
