"""The balance sheet between two days and between two editions."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.balance_sheet.answer import answer, counted
from reports.measures.balance_sheet.drawing import drawing
from reports.measures.balance_sheet.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    closing, opening = (headline.figure for headline in answer.headlines[:2])
    return _(
        "On %(first)s %(then)s in this register were in custody, on %(last)s %(now)s; every movement "
        "between the two is accounted for."
    ) % {
        "first": day(question.day_before),
        "then": in_words(opening),
        "last": day(question.ends),
        "now": in_words(closing),
    }


REPORT = Report(
    slug="balance-sheet",
    subject=Subject.CUSTODY,
    title=gettext_lazy("Balance sheet"),
    asks=gettext_lazy(
        "Who came into custody and who left it between two days, and does it add up?"
    ),
    unit=gettext_lazy("people, each counted once at both ends; who comes back moves twice"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "The number held at the beginning, plus those who came, less those who were released, died or "
        "left otherwise, is the number held at the end: on the certain set and on the possible set each. "
        "A filter that changes with time, such as an age, is read at the beginning and at the end; who "
        "fits at one of them is followed through the whole period. "
        "Between two editions the same day is counted twice, and each difference is a record that is "
        "new, corrected, merged or withdrawn."
    ),
    limits=(
        gettext_lazy(
            "Where a sum does not balance nothing is shown, and the staff of the register are alerted."
        ),
        gettext_lazy(
            "A movement counts on the day on which it becomes certain in the one column, and on the day "
            "on which it becomes possible in the other: a row of the columns is not a pair of bounds."
        ),
        gettext_lazy("Who fits the filters only between the two days is not counted."),
    ),
)
