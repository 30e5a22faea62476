"""The clock of silence: who is held and out of contact."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.silence.answer import answer, silent_one_by_one
from reports.measures.silence.drawing import drawing
from reports.measures.silence.question import Question
from reports.report import Report, Subject
from reports.words import counted, day


def quote(question, answer):
    return _(
        "On %(day)s %(people)s held in this register had been out of contact for more than %(days)s days."
    ) % {
        "day": day(question.on),
        "people": counted(answer.headlines[0].figure),
        "days": question.days,
    }


REPORT = Report(
    slug="silence",
    subject=Subject.PEOPLE,
    title=gettext_lazy("Silence"),
    asks=gettext_lazy("Who is held and has been out of contact, and for how many days?"),
    unit=gettext_lazy("people in custody on the day, each counted once"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=silent_one_by_one,
    method=gettext_lazy(
        "Silence begins with the last recorded contact, or with the beginning of a reported time without "
        "contact that lasts on the day, whichever is later; what came before the present custody does "
        "not count. "
        "Where a date is partial the days are a pair, and “at least” counts those certainly held for "
        "whom the smaller number is large enough. "
        "Of whom neither a contact nor a report is recorded the register does not say that they are "
        "silent: they are counted apart."
    ),
    limits=(
        gettext_lazy(
            "A contact that families or lawyers did not make public is missing, and the days are then too "
            "many."
        ),
        gettext_lazy(
            "A report of silence without an end may be over: alone it counts as possible, from 0 days on."
        ),
    ),
)
