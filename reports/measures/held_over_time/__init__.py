"""People in custody over time, with bounds."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.claims import claims_of
from reports.measures.held_over_time.answer import answer, counted
from reports.measures.held_over_time.claims import STOCKS
from reports.measures.held_over_time.drawing import drawing
from reports.measures.held_over_time.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    first, last = answer.rows[0], answer.rows[-1]
    return _("In this register %(then)s were in custody on %(first)s, and %(now)s on %(last)s.") % {
        "then": in_words(first["held"]),
        "first": day(first["day"]),
        "now": in_words(last["held"]),
        "last": day(last["day"]),
    }


REPORT = Report(
    slug="held-over-time",
    subject=Subject.CUSTODY,
    title=gettext_lazy("Held over time"),
    asks=gettext_lazy("How many people were in custody on each day, month or year?"),
    unit=gettext_lazy("people, each counted once on each day"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    claims=claims_of(stocks=STOCKS),
    counted=counted,
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
        gettext_lazy(
            "Beyond ten years the table has one row for each year, unless asked otherwise."
        ),
        gettext_lazy(
            "Groups are those that the record names for the person at any time, whatever the day: the "
            "countries and regions of all detentions, and the organisations that have not withdrawn "
            "their recognition."
        ),
    ),
)
