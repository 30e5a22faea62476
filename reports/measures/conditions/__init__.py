"""Conditions of custody: what was reported of how people are held."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.conditions.answer import answer, counted
from reports.measures.conditions.drawing import drawing
from reports.measures.conditions.question import Kind, Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    people, reports, going_on = (line.figure for line in answer.headlines)
    values = {
        "begins": day(question.begins),
        "ends": day(question.ends),
        "people": in_words(people),
        "reports": in_words(reports),
        "going_on": in_words(going_on),
    }
    if question.kind:
        values["kind"] = Kind(question.kind).label
        words = _(
            "%(kind)s, from %(begins)s to %(ends)s in this register: %(reports)s of %(people)s; "
            "going on, on the last day: %(going_on)s."
        )
        return words % values
    words = _(
        "Conditions of custody from %(begins)s to %(ends)s in this register: %(reports)s of %(people)s; "
        "going on, on the last day: %(going_on)s."
    )
    return words % values


REPORT = Report(
    slug="conditions",
    subject=Subject.PEOPLE,
    title=gettext_lazy("Conditions of custody"),
    asks=gettext_lazy(
        "Under which conditions were people held in this period, where, and which of them go on?"
    ),
    unit=gettext_lazy("people, and reports: a person may have several"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "Counted are reports whose days reach into the period: “at least” when they do under every "
        "reading of their dates, “at most” when they may. "
        "A report that is marked as not known to have ended goes on; another without an end may have "
        "ended on the day on which it began. "
        "A report without any date is possible in every period."
    ),
    limits=(
        gettext_lazy(
            "What is reported is a part of what happens: more reports can mean that more is known."
        ),
        gettext_lazy(
            "Of people whose name is withheld the facility is not published: they are in the row “not "
            "known, or not told”."
        ),
    ),
)
