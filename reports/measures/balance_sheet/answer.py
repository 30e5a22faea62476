"""The balance sheet: between two days in one edition, and between two editions on the last day."""

from django.utils.translation import gettext_lazy as _

from register.figures import Figure, exactly
from register.models import Span
from reports.answers import Answer, Headline
from reports.books.between_days import books
from reports.books.between_editions import edition_book, erased_between
from reports.books.tables import days_table, editions_table
from reports.custody import CUSTODY, IN_CUSTODY, one_by_one, rows_of, those_in_doubt
from reports.words import later_day

SETS = [IN_CUSTODY], CUSTODY  # certain, possible
Status = Span.Status


def answer(question):
    """Both books, each on the certain set and on the possible set. No figure where one does not balance."""
    sure, maybe = books(question, *question.fitting_at_both_ends())
    editions = _between_editions(question)
    if not all(one.balances for one in (sure, maybe, *editions)):
        return Answer([], [], refusal=_("The books do not balance."))
    held = Figure(sure.closing, maybe.closing)
    headlines = [
        Headline(_("In custody on the last day"), held, later_day(question.ends), name="last"),
        Headline(
            _("In custody on the day before"),
            Figure(sure.opening, maybe.opening),
            later_day(question.day_before),
            name="first",
        ),
        Headline(
            _("Died in custody"),
            _went(sure, maybe, Status.DIED_IN_CUSTODY, Status.DIED),
            name="died",
        ),
    ]
    tables = [days_table(sure, maybe)]
    if editions:
        tables.append(editions_table(*editions))
        erased = erased_between(question.since_edition, question.edition)
        headlines += [
            Headline(
                _("Erased between the editions"),
                exactly(erased),
                _("In neither count: nothing of them is kept."),
                name="erased",
            )
        ] * bool(erased)
    doubtful = maybe.closing - sure.closing
    return Answer(
        headlines=headlines,
        tables=tables,
        people=[those_in_doubt(question, total=doubtful)] if question.ends == question.on else [],
    )


def _between_editions(question):
    """The books of the certain and the possible set; none where there is no earlier edition."""
    if not question.since_edition:
        return []
    editions = question.since_edition, question.edition
    fitting = zip(
        *(question.whom.fitting(question.ends, edition) for edition in editions), strict=True
    )
    return [
        edition_book(question, statuses, *of_editions, *editions)
        for statuses, of_editions in zip(SETS, fitting, strict=True)
    ]


def _went(sure, maybe, *statuses):
    least, most = (
        sum(number for (to, _reason), number in one.went_out.items() if to in statuses)
        for one in (sure, maybe)
    )
    return Figure(least, most)


def counted(question):
    """{public id: (at least, at most)} of who is in custody on the last day."""
    surely, maybe = (
        _held(question, statuses, fits)
        for statuses, fits in zip(
            SETS, question.whom.fitting(question.ends, question.known), strict=True
        )
    )
    return one_by_one(maybe, surely)


def _held(question, statuses, fits):
    held = rows_of(Span, question, fits).filter(
        status__in=statuses, begins__lte=question.ends, ends__gt=question.ends
    )
    return held.values_list("entry__public_id", flat=True)
