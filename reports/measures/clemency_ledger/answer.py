"""The ledger of clemency, act by act, summed both ways: announced, and identified one by one.

Which acts are in the ledger, and what is an open place, is decided by register.readers.
"""

from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from pardons.facts import ClemencyActFacts
from register.figures import Figure
from register.readers.ledger import Period, announced_in, in_period, read_ledger
from reports.answers import Answer, Column, Headline, Row, Table
from reports.measures.clemency_ledger.breakdown import categories_table, conditions_table
from reports.measures.clemency_ledger.left_out import left_out

KINDS = {kind: kind.label for kind in ClemencyActFacts.Kind}
NONE_YET, NOT_STATED = Figure(0, 0), Figure(0, None)

ACTS = (
    Column("announced_on", _("Announced on"), words=in_words),
    Column("act", _("Act"), is_act=True),
    Column("kind", _("Kind"), words=KINDS.get),
    Column("announced", _("Announced"), is_figure=True),
    Column("recognised", _("Identified: recognised"), is_figure=True),
    Column("other", _("Identified: others here"), is_figure=True),
    Column("elsewhere", _("Identified: not in the register"), is_figure=True),
    Column("open_places", _("Open places"), is_figure=True),
    Column("running_announced", _("Sum announced"), is_figure=True),
    Column("running_identified", _("Sum identified"), is_figure=True),
)
BESIDE = ACTS[:4]


def answer(question):
    """One row for each act of the period in the order of announcement, with both running sums."""
    period = Period(question.begins, question.ends)
    ledger = read_ledger(question, period)
    rows, identified = [], NONE_YET
    for line in reversed(ledger.lines):
        identified += in_period(period, line.act, line.act.identified)
        rows.append(Row(_cells(line.act) | _sums(line.running, identified)))
    beside = [Row(_cells(act)) for act in reversed(ledger.beside)]
    acts = [line.act for line in ledger.lines]
    tables_of_people, people = left_out(question, acts)
    return Answer(
        headlines=[
            Headline(
                _("Announced"),
                ledger.announced,
                _("By the acts of the period together."),
                name="announced",
            ),
            Headline(
                _("Identified"),
                ledger.identified,
                _("One by one, with or without a name."),
                name="identified",
            ),
            Headline(
                _("Open places"),
                ledger.open,
                _("Announced, and nobody knows for whom."),
                name="open",
            ),
            Headline(_("Acts"), ledger.acts, name="acts"),
        ],
        tables=[
            Table("acts", _("Acts in the ledger, in the order of announcement"), ACTS, rows),
            categories_table(period, acts),
            conditions_table(period, acts),
            *tables_of_people,
            *(
                [Table("beside", _("Acts beside the ledger, not summed"), BESIDE, beside)]
                * bool(beside)
            ),
        ],
        people=people,
    )


def acts_one_by_one(question):
    """{public id of an act: (at least, at most)}: the people that it adds to those announced."""
    period = Period(question.begins, question.ends)
    announced = {
        line.act.public_id: announced_in(period, line.act)
        for line in read_ledger(question, period).lines
    }
    return {
        public_id: (figure.at_least, figure.at_most)
        for public_id, figure in announced.items()
        if figure.at_most != 0
    }


def _cells(act):
    return {
        "announced_on": act.entry.announced_on,
        "act": act.public_id,
        "kind": act.entry.kind,
        "announced": act.announced if act.announced != NOT_STATED else None,
        "recognised": act.recognised,
        "other": act.other,
        "elsewhere": act.elsewhere,
        "open_places": act.open,
    }


def _sums(announced, identified):
    return {"running_announced": announced, "running_identified": identified}
