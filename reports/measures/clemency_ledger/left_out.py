"""Who was held on the day of the last act of a period, and is not known to have benefited from any."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from reports.answers import Column, People, Person, Row, Table
from reports.custody import SHOWN
from reports.measures.clemency_ledger.not_named import NotNamed
from reports.measures.silence.clock import read_clock
from reports.words import day

LONGEST = 10_000_000  # days
GROUPS = {
    "all": _("All who were held and did not benefit"),
    "incommunicado": _("Of them without contact"),
    "ill": _("Of them ill or disabled"),
}
COLUMNS = (
    Column("group", _("Held on the day of the last act"), words=GROUPS.get),
    Column("people", _("People"), is_figure=True),
    Column("recognised", _("Of them recognised as political prisoners"), is_figure=True),
)
HELD = (
    Column("since", _("Held since, at the latest"), words=day),
    Column("days", _("Days held, at least"), is_number=True),
)
SILENT = (Column("days", _("Days without contact"), is_figure=True),)


def left_out(question, acts):
    """(tables, lists of people) about the day of the last act of known date; none without one."""
    days = [act.entry.announced_on_days for act in acts]
    on = max((found.lower for found in days if found and found.lower), default=None)
    if on is None:
        return [], []
    asked = NotNamed(on, question.known, settings.INCOMMUNICADO_DAYS)
    silent, silent_people = _silent(asked)
    rows = [
        Row(
            {"group": "all", "people": asked.figure(), "recognised": asked.figure("is_known")},
        ),
        Row({"group": "incommunicado", "people": silent, "recognised": None}, "part"),
        Row(
            {
                "group": "ill",
                "people": asked.figure("is_ill"),
                "recognised": asked.figure("is_ill", "is_known"),
            },
            "part",
        ),
    ]
    table = Table(
        "left_out",
        _("Left out: held on the day of the last act, and not among those known to have benefited"),
        COLUMNS,
        rows,
    )
    longest = _held(asked, "longest", _("Left out: held longest"), asked.figure())
    ill = _held(asked, "ill", _("Left out: ill or disabled"), asked.figure("is_ill"))
    return [table], [longest, silent_people, ill]


def _silent(asked):
    """(how many are without contact for too long, the first of them)"""
    lines = read_clock(asked, [(asked.days + 1, LONGEST)], shown=SHOWN)
    figure = next(
        (Figure(line.surely, line.maybe) for line in lines if line.what == "stretch"), Figure(0, 0)
    )
    first = [
        Person(line.public_id, {"days": Figure(line.at_least, line.at_most, "days")})
        for line in lines
        if line.what == "surely"
    ]
    caption = _("Left out: without contact for longer than the days after which silence counts")
    return figure, People(caption, SILENT, first, figure.at_least)


def _held(asked, what, caption, people):
    first = [
        Person(line.public_id, {"since": line.begins, "days": (asked.on - line.begins).days + 1})
        for line in asked.first(what)
    ]
    return People(caption, HELD, first, people.at_least)
