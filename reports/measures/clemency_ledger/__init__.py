"""The ledger of clemency acts, with every claimed total beside it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.claims import claims_of
from reports.measures.clemency_ledger.answer import acts_one_by_one, answer
from reports.measures.clemency_ledger.claims import EVENTS
from reports.measures.clemency_ledger.drawing import drawing
from reports.measures.clemency_ledger.question import Question
from reports.report import Report, Subject
from reports.words import counted, day


def quote(question, answer):
    announced, identified, open_places, acts = (line.figure for line in answer.headlines)
    return _(
        "From %(begins)s to %(ends)s this register counts %(acts)s of clemency, in which %(announced)s "
        "were announced; %(identified)s are identified and %(open)s remain."
    ) % {
        "begins": day(question.begins),
        "ends": day(question.ends),
        "acts": counted(acts),
        "announced": counted(announced),
        "identified": counted(identified),
        "open": counted(open_places),
    }


REPORT = Report(
    slug="clemency-ledger",
    subject=Subject.CLEMENCY,
    title=gettext_lazy("Clemency ledger"),
    asks=gettext_lazy("How many were announced as pardoned, and how many of them are known?"),
    unit=gettext_lazy("people announced and people identified, summed over acts"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    claims=claims_of(events=EVENTS),
    counted=acts_one_by_one,
    method=gettext_lazy(
        "Each act counts with the total that the register adopted among those announced; a bound that "
        "nobody stated stays open. "
        "Identified are the beneficiaries known one by one: recognised as political prisoners, others "
        "in the register, and people who are not in it; whoever is disputed is only possible. "
        "What is left of the announced number are open places, so that nobody is counted twice."
    ),
    limits=(
        gettext_lazy(
            "General amnesties, and acts that count people whom another act counts already, stand "
            "beside the ledger and are not summed."
        ),
        gettext_lazy(
            "Left out are those whom nobody reports to have benefited: some of them may hold an open "
            "place. What is recorded of an illness has no date."
        ),
        gettext_lazy(
            "A claim made on the day of an act may or may not include it; our count beside it shows both."
        ),
    ),
)
