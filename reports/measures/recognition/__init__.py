"""Recognition as a political prisoner: by whom, on which criteria, how long after arrest."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.recognition.answer import answer, counted
from reports.measures.recognition.drawing import drawing
from reports.measures.recognition.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    recognised, nobody, after = (line.figure for line in answer.headlines[:3])
    return _(
        "By %(day)s this register counts %(recognised)s recognised as political prisoners, %(after)s of "
        "them only after release or death; held and recognised by nobody: %(nobody)s."
    ) % {
        "day": day(question.on),
        "recognised": in_words(recognised),
        "after": in_words(after),
        "nobody": in_words(nobody),
    }


REPORT = Report(
    slug="recognition",
    subject=Subject.PEOPLE,
    title=gettext_lazy("Recognition"),
    asks=gettext_lazy(
        "Who was recognised as a political prisoner by this day, by whom, on which criteria, and how "
        "long after arrest?"
    ),
    unit=gettext_lazy("people, each counted once in the last row; lags in days"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "A recognition counts “at least” when it had been made by the day under every reading of its "
        "date, “at most” when it may have been; one without a date had been made when it was published "
        "here. "
        "The lag runs from the latest arrest that may have come before it; quartiles are the smallest "
        "and the largest that any reading of the dates gives. "
        "A recognition is after the fact when no custody is possible on its day, and release or death "
        "came before."
    ),
    limits=(
        gettext_lazy(
            "Organisations recognise by criteria of their own, and few publish every date."
        ),
        gettext_lazy(
            "Lags are of recognitions whose date and whose arrest are known; who was never recognised "
            "has none."
        ),
    ),
)
