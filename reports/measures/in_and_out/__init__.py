"""Newly held against released."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.claims import claims_of
from reports.measures.in_and_out.answer import answer
from reports.measures.in_and_out.claims import EVENTS
from reports.measures.in_and_out.drawing import drawing
from reports.measures.in_and_out.people import newly_held_one_by_one
from reports.measures.in_and_out.question import Question
from reports.report import Report, Subject
from reports.words import counted, day


def quote(question, answer):
    newly, out = answer.headlines[0].figure, answer.headlines[1].figure
    return _(
        "From %(begins)s to %(ends)s this register counts %(newly)s begun and %(out)s ended by release."
    ) % {
        "begins": day(question.begins),
        "ends": day(question.ends),
        "newly": counted(newly),
        "out": counted(out),
    }


REPORT = Report(
    slug="in-and-out",
    subject=Subject.CUSTODY,
    title=gettext_lazy("In and out"),
    asks=gettext_lazy("How many were newly held and how many released, month by month?"),
    unit=gettext_lazy("detentions: a person arrested twice counts twice; people are given beside"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    claims=claims_of(events=EVENTS),
    counted=newly_held_one_by_one,
    method=gettext_lazy(
        "A detention counts as begun or ended in a month “at least” when every reading of its date lies "
        "in that month, “at most” when some reading does. "
        "Released are all ends but death and escape; restriction without prison is not counted as custody. "
        "The ratio divides detentions begun by detentions that ended in a release over the whole period, "
        "each bound with the reading that makes it smallest or largest."
    ),
    limits=(
        gettext_lazy(
            "A detention without any date of arrest is counted as possible in the month in which a "
            "source first speaks of the person, and is never certain."
        ),
        gettext_lazy("An end that nobody reported is in no month."),
        gettext_lazy(
            "The months do not add up to the period: somebody arrested in “spring 2021” is certain in "
            "the year and in no month."
        ),
    ),
)
