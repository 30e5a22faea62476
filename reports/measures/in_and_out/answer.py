"""Newly held against released, month by month, and the books of the whole period."""

from functools import reduce

from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from prisoners.facts.custody import DetentionFacts
from reports.answers import Answer, Column, Headline, Row, Table
from reports.books.between_days import books
from reports.books.tables import days_table
from reports.measures.in_and_out import flows
from reports.measures.in_and_out.touching import read_touching
from reports.words import later_counted

REASONS = {reason: reason.label for reason in DetentionFacts.EndReason}


MONTHS = (
    Column("month", _("Month"), words=in_words),
    Column("newly_held", _("Newly held"), is_figure=True),
    Column("released", _("Released"), is_figure=True),
    Column("died", _("Died"), is_figure=True),
    Column("escaped", _("Escaped"), is_figure=True),
)
BY_REASON = (
    Column("reason", _("Reason of the end"), words=REASONS.get),
    Column("detentions", _("Detentions"), is_figure=True),
)


def answer(question):
    """Detentions that began and ended in the period, by month and by reason; the ratio; the books.

    No figure is given where the books of the same days do not balance.
    """
    fits, may_fit = question.fitting
    sure, maybe = books(question, (fits, fits), (may_fit, may_fit))
    if not (sure.balances and maybe.balances):
        return Answer([], [], refusal=_("The books of these days do not balance."))
    days = question.begins, question.ends
    came_in, ended, people_in, people_out = read_touching(question, *days)
    released = _sum(flow for reason, flow in ended.items() if reason not in flows.NOT_RELEASED)
    newly, out = (flow.within(*days) for flow in (came_in, released))
    return Answer(
        headlines=[
            Headline(_("Newly held"), newly, later_counted(people_in), name="newly_held"),
            Headline(_("Released"), out, later_counted(people_out), name="released"),
            *_ratio(newly, out),
        ],
        tables=[
            _months(question, came_in, released, ended),
            _reasons(question, ended),
            days_table(sure, maybe),
        ],
    )


def _months(question, came_in, released, ended):
    months = question.months()
    columns = zip(
        months,
        came_in.by_month(months),
        released.by_month(months),
        ended.get(flows.Reason.DEATH, flows.Flow({})).by_month(months),
        ended.get(flows.Reason.ESCAPE, flows.Flow({})).by_month(months),
        strict=True,
    )
    names = [column.name for column in MONTHS[1:]]
    rows = [
        Row({"month": _edtf(month), **dict(zip(names, figures, strict=True))})
        for month, *figures in columns
    ]
    shown = [
        column
        for column in MONTHS
        if column.name != "escaped" or any(row.cells["escaped"].at_most for row in rows)
    ]
    caption = _("Detentions that began and ended in each month")
    return Table("months", caption, tuple(shown), rows)


def _edtf(month):
    """2024-08 for a whole month, the days for a part of one."""
    begins, ends = month
    is_whole = begins.day == 1 and (ends.toordinal() + 1) == _after_month(begins).toordinal()
    return f"{begins:%Y-%m}" if is_whole else f"[{begins.isoformat()}..{ends.isoformat()}]"


def _after_month(day):
    months = day.year * 12 + day.month
    return day.replace(year=months // 12, month=months % 12 + 1, day=1)


def _reasons(question, ended):
    rows = [
        Row({"reason": reason, "detentions": figure})
        for reason, flow in ended.items()
        if (figure := flow.within(question.begins, question.ends)).at_most
    ]
    return Table("reasons", _("Detentions that ended in the period, by reason"), BY_REASON, rows)


def _ratio(newly, out):
    """Newly held for each one released, over the period; nothing where no release is possible."""
    if not out.at_most:
        return []
    figure = flows.begun_per_release(newly, out)
    note = _("Detentions begun for each detention that ended in a release.")
    return [Headline(_("Newly held for each released"), figure, note, bare=True, name="ratio")]


def _sum(parts):
    return reduce(lambda one, other: one + other, parts, flows.Flow({}))
