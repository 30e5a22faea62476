"""How many people have which status on the day asked about, from two passes over that day's spans."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import BooleanField, Case, Count, Q, When
from django.utils.translation import gettext_lazy as _

from prisoners.facts.custody import DetentionFacts
from prisoners.facts.person import Sex
from register.figures import Figure, exactly
from register.models import Span
from reports.answers import Answer, Column, Headline, Row, Table
from reports.custody import (
    CUSTODY,
    IN_CUSTODY,
    MAYBE,
    both_counts,
    possible,
    those_in_doubt,
    with_entry,
)

ELSEWHERE = [
    Span.Status.RELEASED,
    Span.Status.RESTRICTED,
    Span.Status.DIED_IN_CUSTODY,
    Span.Status.DIED,
    Span.Status.WANTED,
    Span.Status.UNKNOWN,
]
STATUSES = {status: status.label for status in Span.Status}
REASONS = {reason: reason.label for reason in DetentionFacts.EndReason}
SEXES = {sex: sex.label for sex in Sex}
COLUMNS = (
    Column("status", _("Status on the day"), words=STATUSES.get),
    Column("of_whom", _("Of whom"), words=(SEXES | REASONS).get),
    Column("people", _("People"), is_figure=True),
    Column("presumed", _("Resting on presumption"), is_number=True),
)


def answer(question):
    """People by status. "At most" adds those who may still be held, or may have that status already.

    Somebody whose release or death fell on an uncertain day is maybe in custody until its last day;
    for that while the status that follows counts them as possible.
    """
    counts = Counts.read(question)
    held = counts.figure(IN_CUSTODY)
    rows = [_row(IN_CUSTODY, "", held, counts.presumed())]
    for sex in Sex.values:
        rows.append(_row(IN_CUSTODY, sex, counts.figure(IN_CUSTODY, sex=sex), counts.presumed(sex)))
    for status in ELSEWHERE:
        rows.append(_row(status, "", counts.figure(status)))
        for reason in DetentionFacts.EndReason.values if status == Span.Status.RELEASED else ():
            rows.append(_row(status, reason, counts.figure(status, reason=reason)))
    note = _("Counted as certain because nobody reported a release; not confirmed lately.")
    return Answer(
        headlines=[
            Headline(_("In custody"), held, name="held"),
            Headline(
                _("Of them by presumption"), exactly(counts.presumed()), note, name="presumed"
            ),
            Headline(_("Released"), counts.figure(Span.Status.RELEASED), name="released"),
            Headline(_("Died in custody"), counts.figure(Span.Status.DIED_IN_CUSTODY), name="died"),
        ],
        tables=[
            Table(
                "statuses",
                _("People by status on the day"),
                COLUMNS,
                [row for row in rows if row.cells["people"].at_most or row == rows[0]],
            )
        ],
        people=[those_in_doubt(question, total=held.at_most - held.at_least)],
    )


def _row(status, of_whom, people, presumed=None):
    cells = {"status": status, "of_whom": of_whom, "people": people, "presumed": presumed}
    return Row(cells, "part" if of_whom else "")


@dataclass(frozen=True)
class Counts:
    """People on the day by (status, reason, sex), and by what follows of those maybe held.

    The sex is told of those in custody only.
    """

    sure: Counter
    maybe: Counter
    following: Counter
    resting: Counter  # by sex: of those in custody, who rests on presumption

    @classmethod
    def read(cls, question):
        sure, maybe, resting = _on_the_day(question)
        following = Counter()
        if any(status == MAYBE for status, _reason, _sex in maybe):
            following = _following(question)
        return cls(sure, maybe, following, resting)

    def figure(self, status, **which):
        """The Figure for one status; of one `sex` or one `reason` when given."""
        at_least = _total(self.sure, [status], **which)
        if status == IN_CUSTODY:
            return Figure(at_least, _total(self.maybe, CUSTODY, **which))
        at_most = _total(self.maybe, [status], **which) + _total(self.following, [status], **which)
        return Figure(at_least, at_most)

    def presumed(self, sex=None):
        return sum(number for its, number in self.resting.items() if sex in (None, its))


def _on_the_day(question):
    """Of those who surely fit the filters and of those who may: {(status, reason, sex): people}.

    And {sex: people whose custody surely rests on presumption}.
    """
    sure, maybe, resting = Counter(), Counter(), Counter()
    on_the_day = {"begins__lte": question.on, "ends__gt": question.on}
    elsewhere = possible(question, ELSEWHERE).filter(**on_the_day).values_list("status", "reason")
    for status, reason, least, most in both_counts(question, elsewhere):
        sure[status, reason, None] = least
        maybe[status, reason, None] = most
    held = with_entry(possible(question).filter(**on_the_day), question)
    rests = Q(status=IN_CUSTODY, presumed_from__lte=question.on)
    presumed = Case(When(rests, then=True), default=False, output_field=BooleanField())
    by_sex = held.annotate(presumed=presumed).values_list("status", "entry__sex", "presumed")
    for status, sex, is_presumed, least, most in both_counts(question, by_sex):
        sure[status, "", sex] += least
        maybe[status, "", sex] += most
        resting[sex] += least if is_presumed else 0
    return sure, maybe, resting


def _following(question):
    doubtful = possible(question, [MAYBE]).filter(begins__lte=question.on, ends__gt=question.on)
    rows = doubtful.exclude(status_after="").values_list("status_after", "reason_after")
    return Counter(
        {
            (status, reason, None): number
            for status, reason, number in rows.annotate(number=Count("*")).order_by()
        }
    )


def _total(counts, statuses, sex=None, reason=None):
    return sum(
        number
        for (its_status, its_reason, its_sex), number in counts.items()
        if its_status in statuses and sex in (None, its_sex) and reason in (None, its_reason)
    )
