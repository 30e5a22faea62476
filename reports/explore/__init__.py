"""/explore/: people of a set by groups that the reader chooses."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.explore.answer import answer, counted
from reports.explore.drawing import drawing, largest_in_words
from reports.explore.question import Question
from reports.report import Report, Subject
from reports.words import counted as figure_in_words
from reports.words import day


def quote(question, answer):
    if not answer.headlines:
        return _("The total is hidden: it would single out people whose names are withheld.")
    words = {
        "set": question.people.label,
        "day": day(question.on),
        "people": figure_in_words(answer.headlines[0].figure),
        "largest": largest_in_words(answer.tables[0]),
    }
    if not words["largest"]:
        return _("%(set)s, asked for %(day)s: %(people)s.") % words
    return _("%(set)s, asked for %(day)s: %(people)s. The largest group: %(largest)s.") % words


REPORT = Report(
    slug="explore",
    subject=Subject.REGISTER,
    title=gettext_lazy("Explore"),
    asks=gettext_lazy("How many people, by groups that you choose?"),
    unit=gettext_lazy("people"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "Each person is counted once in the total, and once in each group that they belong to. "
        "“At least” counts who certainly belongs to the set, fits the filters and is in the group; “at "
        "most” counts who may. "
        "Articles, courts, facilities, conditions and recognitions are those of the whole record."
    ),
    limits=(
        gettext_lazy(
            "A number below three that would single out somebody whose name is withheld is hidden, and so "
            "are the numbers from which it could be worked out."
        ),
        gettext_lazy("Beyond sixty rows or twelve columns the smallest groups are taken together."),
    ),
)
