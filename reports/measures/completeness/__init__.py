"""How complete the register is."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.completeness.answer import answer, counted
from reports.measures.completeness.drawing import drawing
from reports.measures.completeness.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words


def quote(question, answer):
    recorded, arrested, cited = (headline.figure for headline in answer.headlines)
    return _(
        "Of %(recorded)s in this register the day of the latest arrest is known exactly for "
        "%(arrested)s, and a public source is cited for %(cited)s."
    ) % {
        "recorded": in_words(recorded),
        "arrested": in_words(arrested),
        "cited": in_words(cited),
    }


REPORT = Report(
    slug="completeness",
    subject=Subject.REGISTER,
    title=gettext_lazy("Completeness"),
    asks=gettext_lazy(
        "How much is known of the people in this register, and from how many sources?"
    ),
    unit=gettext_lazy("people, each counted once in each row"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "A date is known exactly when all its readings are one day (a birth: one month); it is known, not "
        "exactly, when a source gives at least one side of it. "
        "A fact that is recorded as unknown, or not at all, is not known. "
        "Shares are of those to whom the fact applies; with filters that leave a doubt they are the "
        "smallest and the largest that can be."
    ),
    limits=(
        gettext_lazy(
            "Of people whose name is withheld dates are published to the month and births to the decade: "
            "they count as not exact, although the register knows more."
        ),
        gettext_lazy("Sources are those cited today, in every edition."),
        gettext_lazy(
            "That nothing is recorded of an illness or of children may mean that there is nothing to record."
        ),
    ),
)
