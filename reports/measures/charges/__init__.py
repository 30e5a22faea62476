"""Charges: under which articles people are charged and convicted, and under which together."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.charges.answer import answer, counted
from reports.measures.charges.drawing import drawing
from reports.measures.charges.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    charged, convicted = (line.figure for line in answer.headlines)
    return _(
        "Charged or convicted under an article on record by %(day)s in this register: %(people)s; "
        "convicted of at least one: %(convicted)s."
    ) % {
        "day": day(question.on),
        "people": in_words(charged),
        "convicted": in_words(convicted),
    }


REPORT = Report(
    slug="charges",
    subject=Subject.JUSTICE,
    title=gettext_lazy("Charges"),
    asks=gettext_lazy(
        "Under which articles are people charged and convicted, and under which together?"
    ),
    unit=gettext_lazy("people, each counted once under each article"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "Each person counts once under each article of the charges on record, and once in the set of all "
        "articles together. "
        "A charge counts from the day that its status is dated, one without a date on every day; where the "
        "date may lie after the day asked about, it is possible and not certain. "
        "In several cases the same article may be charged in one and dropped in another: then the person "
        "stands in both columns."
    ),
    limits=(
        gettext_lazy(
            "Charges that sources describe without the article are not under any article here."
        ),
        gettext_lazy(
            "Only the present status of a charge is on record: of a charge that was dropped since, the time "
            "before is not known."
        ),
    ),
)
