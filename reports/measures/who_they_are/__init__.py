"""Who they are: age, sex, health, occupation, nationality, children."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.measures.who_they_are.answer import answer, counted
from reports.measures.who_they_are.drawing import drawing
from reports.measures.who_they_are.question import Question
from reports.report import Report, Subject
from reports.words import counted as in_words
from reports.words import day


def quote(question, answer):
    everybody, women, minors, elders, ill = (line.figure for line in answer.headlines)
    values = {
        "day": day(question.on),
        "people": in_words(everybody),
        "women": in_words(women),
        "minors": in_words(minors),
        "ill": in_words(ill),
    }
    if question.is_of_held:
        return (
            _(
                "Held on %(day)s in this register: %(people)s; women: %(women)s; under 18 at arrest: "
                "%(minors)s; ill or disabled: %(ill)s."
            )
            % values
        )
    return (
        _(
            "Recorded in this register: %(people)s; women: %(women)s; under 18 at arrest: %(minors)s; "
            "ill or disabled: %(ill)s."
        )
        % values
    )


REPORT = Report(
    slug="who-they-are",
    subject=Subject.PEOPLE,
    title=gettext_lazy("Who they are"),
    asks=gettext_lazy(
        "How old are the people who are held, who of them are women, minors, ill, parents, and what "
        "do they do?"
    ),
    unit=gettext_lazy("people, each counted once in the total of each table"),
    question=Question,
    answer=answer,
    drawing=drawing,
    quote=quote,
    counted=counted,
    method=gettext_lazy(
        "Counted are the people held on the day, or on request all who are recorded; “at least” those "
        "whose custody and whose row are beyond doubt, “at most” those who may be held and may belong "
        "to the row. "
        "Ages are those on the day, and at the latest arrest that may have happened by it; where birth "
        "or arrest is a range of days the age is one too. "
        "What the register does not know is a row of its own."
    ),
    limits=(
        gettext_lazy(
            "Birth is published to the month, of people whose name is withheld to the decade, so their "
            "ages are often possible in two rows."
        ),
        gettext_lazy(
            "Illness and disability are published with the person's consent only: that nothing is "
            "recorded does not mean that somebody is healthy."
        ),
        gettext_lazy(
            "Sex, occupation and nationality are those that sources give, whatever the day."
        ),
    ),
)
