"""Deaths in custody by year and class."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from register.models import ClaimEntry
from reports.claims import Reading, claims_beside
from reports.measures.deaths_in_custody.answer import answer, deaths_between, deaths_one_by_one
from reports.measures.deaths_in_custody.drawing import drawing
from reports.measures.deaths_in_custody.question import Question
from reports.report import Report, Subject
from reports.words import counted, day


def quote(question, answer):
    return _("By %(day)s this register counts %(deaths)s in custody.") % {
        "day": day(question.on),
        "deaths": counted(answer.headlines[0].figure),
    }


def claims(question):
    """How many deaths others count, beside ours of the same days."""
    deaths = deaths_between(question)

    def ours(reading):
        day_before = reading.as_of_earliest - timedelta(days=0 if reading.is_one_day else 1)
        return Reading.widest(
            [deaths(reading.begins, reading.as_of_latest), deaths(reading.begins, day_before)]
        )

    return claims_beside(question, [ClaimEntry.Measure.DIED_IN_CUSTODY], ours)


REPORT = Report(
    slug="deaths-in-custody",
    subject=Subject.PEOPLE,
    title=gettext_lazy("Deaths in custody"),
    asks=gettext_lazy("How many prisoners died in custody, in which years and where?"),
    unit=gettext_lazy("deaths"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    claims=claims,
    counted=deaths_one_by_one,
    method=gettext_lazy(
        "In custody are deaths in a place of detention, in a hospital while in custody, during transfer "
        "and by execution. "
        "A death whose date reaches over the end of a year is possible in both years and certain in "
        "neither, so the years do not always add up to the total. "
        "A death of unknown class is certain when it ended a detention and possible otherwise."
    ),
    limits=(
        gettext_lazy(
            "Deaths while serving a sentence in the open and deaths after release from causes in custody "
            "have columns of their own and are not part of “in custody”; other lists may count them."
        ),
    ),
)
