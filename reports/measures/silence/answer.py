"""How long those who are held have been out of contact, and who for longer than the days asked."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from reports.answers import Answer, Column, Headline, People, Person, Row, Table
from reports.custody import SHOWN, one_by_one
from reports.measures.silence.clock import read_clock
from reports.quantiles import Values, in_figures
from reports.words import day

STRETCHES = [(0, 30), (31, 90), (91, 180), (181, 365), (366, 730), (731, 10_000_000)]
NOTHING = "no record"


def stretch_in_words(stretch):
    """The row of a stretch such as "31-90", as the reader reads it."""
    if stretch == NOTHING:
        return gettext("no contact and no report of silence recorded")
    least, _dash, most = stretch.partition("-")
    if not most:
        return gettext("more than two years (over 730 days)")
    return gettext("%(least)s to %(most)s days") % {"least": least, "most": most}


def basis_in_words(basis):
    match basis:
        case "contact":
            return gettext("last recorded contact")
        case "report":
            return gettext("reported to be without contact")
    return gettext("last recorded contact; reported to be without contact")


COLUMNS = (
    Column("days_without_contact", _("Days without contact"), words=stretch_in_words),
    Column("people", _("People held"), is_figure=True),
)
LIST = (
    Column("days", _("Days without contact"), is_figure=True),
    Column("since_earliest", _("Since, at the earliest"), words=day),
    Column("since_latest", _("Since, at the latest"), words=day),
    Column("basis", _("Known from"), words=basis_in_words),
)


def answer(question):
    """People held on the day by days without contact, and the list of those beyond the days asked.

    "At least" counts those certainly held whose days all lie in the stretch; "at most" those maybe
    held whose days may. The first SHOWN are listed, the longest silences first.
    """
    asked = (question.days + 1, STRETCHES[-1][1])
    lines = read_clock(question, [*STRETCHES, asked], shown=SHOWN)
    figures = {
        (line.at_least, line.at_most): Figure(line.surely, line.maybe)
        for line in lines
        if line.what == "stretch"
    }
    nothing = next(line for line in lines if line.what == "nothing")
    unknown = Figure(nothing.surely, nothing.maybe)
    silent = figures.get(asked, Figure(0, 0))
    rows = [
        Row({"days_without_contact": _code(stretch), "people": figures.get(stretch, Figure(0, 0))})
        for stretch in STRETCHES
    ]
    rows.append(Row({"days_without_contact": NOTHING, "people": unknown}, "beside"))
    median = _median(lines)
    return Answer(
        headlines=[
            Headline(_("Out of contact for more than the days asked"), silent, name="silent"),
            Headline(
                _("Not known"),
                unknown,
                _("Held, and neither a contact nor a report of silence is recorded."),
                name="not_known",
            ),
            *(
                [Headline(_("Days without contact, median"), median, name="median")]
                if median
                else []
            ),
        ],
        tables=[Table("stretches", _("People held on the day"), COLUMNS, rows)],
        people=[
            _list(_("Out of contact for longer, beyond doubt"), lines, "surely", silent.at_least),
            _list(
                _("They make the difference: held or out of contact so long, possibly"),
                lines,
                "maybe",
                silent.at_most - silent.at_least,
            ),
        ],
    )


def silent_one_by_one(question):
    """{public id: (at least, at most)} of those out of contact for more than the days asked."""
    lines = read_clock(question, STRETCHES, shown=None)
    surely, maybe = (
        [line.public_id for line in lines if line.what == what] for what in ("surely", "maybe")
    )
    return one_by_one(maybe, surely)


def _median(lines):
    """The median of the days of everybody held of whom something is recorded; None of nobody."""
    values = Values()
    for line in lines:
        if line.what == "pair":
            values.add(line.at_least, line.at_most, surely=line.surely, maybe=line.maybe)
    return in_figures(values, "days", int)[1]


def _code(stretch):
    least, most = stretch
    return f"{least}-{most}" if stretch != STRETCHES[-1] else str(least)


def _list(caption, lines, what, total):
    first = [Person(line.public_id, _cells(line)) for line in lines if line.what == what]
    return People(caption, LIST, first, total)


def _cells(line):
    basis = "both" if line.has_contact and line.has_report else "report"
    return {
        "days": Figure(line.at_least, line.at_most, "days"),
        "since_earliest": line.earliest,
        "since_latest": line.latest,
        "basis": basis if line.has_report else "contact",
    }
