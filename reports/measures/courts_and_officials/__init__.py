"""Courts and officials: who gave how many verdicts, and how long the terms were."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.courts_and_officials.answer import answer, counted
from reports.measures.courts_and_officials.drawing import drawing
from reports.measures.courts_and_officials.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    verdicts, to_prison = (line.figure for line in answer.headlines[:2])
    return _("Pronounced by %(day)s in this register: %(verdicts)s, to prison: %(prison)s.") % {
        "day": day(question.on),
        "verdicts": in_words(verdicts),
        "prison": in_words(to_prison),
    }


REPORT = Report(
    slug="courts-and-officials",
    subject=Subject.JUSTICE,
    title=gettext_lazy("Courts and officials"),
    asks=gettext_lazy(
        "Which courts and which judges gave how many verdicts, and how long were the terms?"
    ),
    unit=gettext_lazy("verdicts, of any instance; one person may have several"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "A verdict counts from the day on which it was pronounced, one without a date as a possibility. "
        "Terms are those of each verdict as it was pronounced, whatever became of it later; a year is "
        "365.25 days. "
        "A quartile is the smallest term that a quarter, half or three quarters of the verdicts with a "
        "known term do not exceed, over every reading."
    ),
    limits=(
        gettext_lazy(
            "Fairness: a judge is named only where a public source stands behind a verdict. Who is named "
            "may reply, and the reply stands on the page of that judge. How many verdicts somebody gave "
            "says nothing about how any one of them came about."
        ),
        gettext_lazy(
            "Of people whose name is withheld the judge is not published; their verdicts are in “judge not "
            "on record”."
        ),
        gettext_lazy("Courts that sources describe without naming them are not told apart."),
    ),
)
