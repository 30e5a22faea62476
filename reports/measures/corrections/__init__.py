"""What changed in the register itself: the public log of corrections."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.corrections.answer import answer, counted
from reports.measures.corrections.drawing import drawing
from reports.measures.corrections.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    corrected, withdrawn = (headline.figure for headline in answer.headlines[:2])
    return _(
        "In the editions of this register from %(begins)s to %(ends)s there are %(corrected)s that "
        "correct published records, and %(withdrawn)s that withdraw them."
    ) % {
        "begins": day(question.begins),
        "ends": day(question.ends),
        "corrected": in_words(corrected),
        "withdrawn": in_words(withdrawn),
    }


REPORT = Report(
    slug="corrections",
    subject=Subject.REGISTER,
    title=gettext_lazy("Corrections"),
    asks=gettext_lazy("Which published records changed, in which edition, how and why?"),
    unit=gettext_lazy("changes: a record that changed in two editions counts twice"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    feed="reports-data:feed",
    method=gettext_lazy(
        "Each edition compares every record that it publishes with the version before and writes down "
        "which facts differ, never their values. "
        "The reason is given by the person who approves the change or withdraws the record; a change may "
        "mend an error or follow what happened. "
        "The days are days of publication."
    ),
    limits=(
        gettext_lazy(
            "Names, texts and sources are kept as of today only: that they changed is in the log, what "
            "they were is not."
        ),
        gettext_lazy("Of people whose name is withheld the log does not say what changed."),
        gettext_lazy(
            "With filters of people the log holds only those who fit them in the edition asked about; "
            "what is withdrawn, merged or erased fits no filter."
        ),
    ),
)
