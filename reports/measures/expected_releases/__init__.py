"""Expected releases: whose term ends when, and whose day has passed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.expected_releases.answer import answer, counted
from reports.measures.expected_releases.drawing import drawing
from reports.measures.expected_releases.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    with_term, passed = (line.figure for line in answer.headlines)
    return _(
        "Held on %(day)s in this register with a prison term that ends: %(people)s; of whom the term is "
        "over and no release is recorded: %(passed)s."
    ) % {
        "day": day(question.on),
        "people": in_words(with_term),
        "passed": in_words(passed),
    }


REPORT = Report(
    slug="expected-releases",
    subject=Subject.JUSTICE,
    title=gettext_lazy("Expected releases"),
    asks=gettext_lazy(
        "When do the prison terms of those who are held end, and whose are over already?"
    ),
    unit=gettext_lazy("people in custody on the day, each counted once"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "The end is the first day of the present custody, plus the terms in force, less the days that the "
        "law counts beyond one for each day held before the verdict, or before the appeal where one is on "
        "record. "
        "The rules of each country stand below with their legal source; where none is recorded a day "
        "counts as a day. "
        "Where dates, terms, the regime or the days on which a rule held are uncertain, the end lies "
        "between an earliest and a latest day."
    ),
    limits=(
        gettext_lazy(
            "A year is 365.25 and a month 30.44 days, so that an end may be a day or two off what a "
            "prison computes."
        ),
        gettext_lazy(
            "Earlier custody, remission, pardon, parole and sentences that are not public are not in it: it is the "
            "end of the term as known, not a promise of release."
        ),
        gettext_lazy("Rules are applied as they stand today, also for past editions."),
    ),
)
