"""Deaths in custody by year and class."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.charts import in_short
from reports.claims import claims_of
from reports.measures.deaths_in_custody.answer import answer, counted
from reports.measures.deaths_in_custody.claims import EVENTS
from reports.measures.deaths_in_custody.drawing import drawing
from reports.measures.deaths_in_custody.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    by_the_day = _("By %(day)s this register counts %(deaths)s in custody.") % {
        "day": day(question.on),
        "deaths": in_words(answer.headlines[0].figure),
    }
    whole = answer.table("rates").rows[-1].cells
    if whole["rate"] is None:
        return by_the_day
    return (
        by_the_day
        + " "
        + _("From %(begins)s to %(ends)s: %(rate)s (95 %% interval: %(interval)s).")
        % {
            "begins": day(question.begins),
            "ends": day(question.ends),
            "rate": in_words(whole["rate"]),
            "interval": in_short(whole["interval"]),
        }
    )


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
    claims=claims_of(events=EVENTS),
    counted=counted,
    method=gettext_lazy(
        "In custody are deaths in a place of detention, in a hospital while in custody, during transfer "
        "and by execution. "
        "A death whose date reaches over the end of a year is possible in both years and certain in "
        "neither, so the years do not always add up to the total. "
        "A death of unknown class is certain when it ended a detention and possible otherwise; the rate "
        "divides the deaths in custody of the period by the days spent in custody in it, in years of "
        "365.25 days, with the exact interval of a Poisson count."
    ),
    limits=(
        gettext_lazy(
            "The rate is crude: it is not adjusted for age or sex, and people of whom the register does "
            "not know are in neither number. The interval says what chance allows, not what is missing."
        ),
        gettext_lazy(
            "Where a register is a sample, deaths are known more completely than the living, and the "
            "rate is too high."
        ),
        gettext_lazy(
            "Deaths while serving a sentence in the open and deaths after release from causes in custody "
            "have columns of their own and are not part of “in custody”; other lists may count them."
        ),
    ),
)
