"""Sentences: how long they are, of whom, and what part of them was served."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.sentences.answer import answer, counted
from reports.measures.sentences.drawing import drawing
from reports.measures.sentences.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day, in_short


def quote(question, answer):
    values = {"day": day(question.on), "people": in_words(answer.headlines[0].figure)}
    median = next(
        (line.figure for line in answer.headlines[1:2] if line.figure.unit == "years"), None
    )
    if median is None:
        return _("Sentenced to prison by %(day)s in this register: %(people)s.") % values
    return _(
        "Sentenced to prison by %(day)s in this register: %(people)s; median term in years: %(median)s."
    ) % (values | {"median": in_short(median)})


REPORT = Report(
    slug="sentences",
    subject=Subject.JUSTICE,
    title=gettext_lazy("Sentences"),
    asks=gettext_lazy(
        "To how many years of prison were people sentenced, and how much did they serve?"
    ),
    unit=gettext_lazy(
        "people with a prison sentence on the day, held or not; releases where stated"
    ),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "A sentence counts from the verdict until another in the same case replaces it; terms of several "
        "cases add up, a year is 365.25 and a month 30.44 days. "
        "Where dates leave open which verdict held, the lightest and the heaviest reading are the bounds; "
        "a verdict without a date is possible on any day, and certain on none. "
        "A quartile is the smallest term that a quarter, half or three quarters of those with a known term "
        "do not exceed, over every reading."
    ),
    limits=(
        gettext_lazy(
            "Everybody sentenced is counted, held or not: choose a status in the list of prisoners to count "
            "those held only."
        ),
        gettext_lazy(
            "Articles are those of the charges on record, whatever became of each of them."
        ),
        gettext_lazy(
            "The part served runs from the arrest to the release of one detention; earlier detentions and "
            "days that the law counts more than once are not in it."
        ),
    ),
)
