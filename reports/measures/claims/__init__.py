"""What others state, beside what this register counts: every claim, every way of reading it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.claims.answer import answer
from reports.measures.claims.drawing import drawing
from reports.measures.claims.question import Question
from reports.report import Report, Subject
from reports.words import counted, day


def quote(question, answer):
    none, otherwise, as_meant, _not_compared = (line.figure for line in answer.headlines)
    return _(
        "Up to %(day)s, of the numbers that others state %(as_meant)s fit the counts of this register, "
        "%(otherwise)s only when read otherwise, and %(none)s under no reading."
    ) % {
        "day": day(question.on),
        "as_meant": counted(as_meant),
        "otherwise": counted(otherwise),
        "none": counted(none),
    }


REPORT = Report(
    slug="claims",
    subject=Subject.REGISTER,
    title=gettext_lazy("Claims and this register"),
    asks=gettext_lazy("Which of the numbers that others state fit what this register counts?"),
    unit=gettext_lazy("claims: one number, stated by one speaker about one time"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    method=gettext_lazy(
        "Each claimed number is set beside three counts of ours: how many there are on the day, how many "
        "came in the period that the claim names, and how many in all up to the day. "
        "It fits where its words (“about”, “at least”, …) allow a number within the bounds of one of "
        "them; “about” and “almost” are taken to mean within a tenth. "
        "A claim made on the day of an event may or may not include it: both are tried."
    ),
    limits=(
        gettext_lazy(
            "A register that is a sample counts fewer than a whole list: that a claim does not fit says "
            "that the two differ, not which one is wrong."
        ),
        gettext_lazy(
            "Where claims and this register count different people, choose who is counted: a claim of an "
            "organisation is about those whom it recognises."
        ),
        gettext_lazy(
            "In the chart a full point fits, a ring fits only when read otherwise, a cross fits nothing."
        ),
    ),
)
