"""People in custody over time, with bounds."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from register.models import ClaimEntry
from reports.claims import Reading, claims_beside
from reports.custody import held_one_by_one
from reports.measures.held_over_time.answer import answer
from reports.measures.held_over_time.drawing import drawing
from reports.measures.held_over_time.question import Question
from reports.report import Report, Subject
from reports.stock import stock
from reports.words import counted, day


def quote(question, answer):
    first, last = answer.rows[0], answer.rows[-1]
    return _("In this register %(then)s were in custody on %(first)s, and %(now)s on %(last)s.") % {
        "then": counted(first["held"]),
        "first": day(first["day"]),
        "now": counted(last["held"]),
        "last": day(last["day"]),
    }


def claims(question):
    """What others say about how many are held, beside our count of the same day."""
    held = stock(question).on

    def ours(reading):
        days = [held(day) for day in (reading.as_of_earliest, reading.as_of_latest)]
        return Reading.widest(days)

    return claims_beside(question, [ClaimEntry.Measure.IN_CUSTODY], ours)


def held_on_the_last_day(question):
    """Whom the first figure counts."""
    return held_one_by_one(question, question.ends)


REPORT = Report(
    slug="held-over-time",
    subject=Subject.CUSTODY,
    title=gettext_lazy("Held over time"),
    asks=gettext_lazy("How many people were in custody at the beginning of each month?"),
    unit=gettext_lazy("people, each counted once on each day"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    claims=claims,
    counted=held_on_the_last_day,
    method=gettext_lazy(
        "For each day the figure counts people whose custody that day is certain (“at least”) and "
        "those whose custody is possible (“at most”), under every reading of partial dates. "
        "The day of arrest is a day in custody, the day of release is a day of freedom. "
        "Custody whose end nobody reported counts as certain for the presumption period or until the "
        "sentence in force can end, whichever is later, and as possible from then on."
    ),
    limits=(
        gettext_lazy(
            "An arrest without any date begins as possible custody on the day on which a source first "
            "speaks of the person, so earlier months may be too low."
        ),
        gettext_lazy("Beyond ten years the table has one row for each year."),
    ),
)
