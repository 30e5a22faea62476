"""The situation on one day: how many people are held, released, dead, restricted."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.custody import held_one_by_one
from reports.measures.situation_today.answer import answer
from reports.measures.situation_today.drawing import drawing
from reports.measures.situation_today.question import Question
from reports.report import Report, Subject
from reports.words import counted, day


def quote(question, answer):
    return _("On %(day)s %(people)s in this register were in custody.") % {
        "day": day(question.on),
        "people": counted(answer.headlines[0].figure),
    }


def in_custody(question):
    """Whom the first figure counts."""
    return held_one_by_one(question, question.on)


REPORT = Report(
    slug="situation-today",
    subject=Subject.CUSTODY,
    title=gettext_lazy("Situation today"),
    asks=gettext_lazy("How many people are in custody on this day, and where are the others?"),
    unit=gettext_lazy("people, each counted once"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=in_custody,
    method=gettext_lazy(
        "“At least” counts those whose custody on the day is certain under every reading of the dates; "
        "“at most” adds those who may be held. "
        "An end that nobody reported is presumed not to have come for a limited time only, and the "
        "table says for how many people the figure rests on that. "
        "Each other status counts those who certainly have it; its “at most” adds those who reach it "
        "within the uncertain days of their release or death."
    ),
    limits=(
        gettext_lazy("Only people whose record is published in this register are counted."),
        gettext_lazy(
            "Leaving prison under restrictions is not freedom: the terms of a release stand on the "
            "page of each person."
        ),
    ),
)
