"""Places of detention: who is held where, deaths and conditions there."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.facilities.answer import answer, counted
from reports.measures.facilities.drawing import drawing
from reports.measures.facilities.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    held, nowhere, facilities = (line.figure for line in answer.headlines)
    return _(
        "On %(day)s this register counts %(people)s in custody in %(facilities)s; where is not known, "
        "or not told, of %(nowhere)s."
    ) % {
        "day": day(question.on),
        "people": in_words(held),
        "facilities": in_words(facilities),
        "nowhere": in_words(nowhere),
    }


REPORT = Report(
    slug="facilities",
    subject=Subject.PEOPLE,
    title=gettext_lazy("Places of detention"),
    asks=gettext_lazy(
        "Where are people held on this day, how many died there, and what was reported from there?"
    ),
    unit=gettext_lazy("people held, each counted once in the total; deaths; reports"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "Somebody is in a facility “at least” when custody is certain and the stay there had surely "
        "begun and not ended, and no move elsewhere may have come; “at most” when no source says "
        "otherwise. "
        "Who is not reported to have been moved is taken to be there still. "
        "Deaths are those in custody, reports those of conditions, both up to the day."
    ),
    limits=(
        gettext_lazy(
            "Of people whose name is withheld the facility is not published: they are in the row “not "
            "known, or not told”."
        ),
        gettext_lazy("Moves between facilities often become known late or never."),
    ),
)
