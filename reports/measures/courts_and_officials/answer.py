"""Courts and judges with their verdicts and the terms that they gave."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from register.days import day_after
from register.figures import Figure
from register.models import Court, Official, Verdict
from reports.answers import Answer, Column, Headline, Row, Table
from reports.custody import rows_of
from reports.measures.courts_and_officials.verdicts import read_lines
from reports.quantiles import Values, in_figures, in_years

UNKNOWN, NOT_NAMED = "unknown", "not named"
QUARTERS = ("lower_quartile_years", "median_years", "upper_quartile_years")
COUNTED = (
    Column("verdicts", _("Verdicts"), is_figure=True),
    Column("to_prison", _("To prison"), is_figure=True),
    Column(QUARTERS[0], _("A quarter: at most (years)"), is_figure=True),
    Column(QUARTERS[1], _("Median term (years)"), is_figure=True),
    Column(QUARTERS[2], _("Three quarters: at most (years)"), is_figure=True),
)


def court_in_words(_value):
    return gettext("court not on record")


def judge_in_words(value):
    if value == NOT_NAMED:
        return gettext("judges without a public source, not named")
    return gettext("judge not on record")


def yes_in_words(value):
    return gettext("replied: see the page") if value else ""


def answer(question):
    """Verdicts by court and by judge; only judges for whom there is a public source are told apart."""
    lines = read_lines(question)
    courts = _by_key(line for line in lines if line.of == "court")
    judges = _by_key(_nameless(line for line in lines if line.of == "judge"))
    everything = [line for line in lines if line.of == "court"]
    return Answer(
        headlines=[
            Headline(_("Verdicts"), _count(everything), name="verdicts"),
            Headline(
                _("To prison"),
                _count(line for line in everything if line.is_prison),
                name="to_prison",
            ),
            *_median(everything),
        ],
        tables=[
            Table(
                "courts",
                _("Courts"),
                (Column("court", _("Court"), words=court_in_words, of=Court), *COUNTED),
                _rows("court", courts, lambda key: {"court": str(key)}),
            ),
            Table(
                "judges",
                _("Judges"),
                (
                    Column("judge", _("Judge"), words=judge_in_words, of=Official),
                    *COUNTED,
                    Column("reply", _("Reply"), words=yes_in_words),
                ),
                _with_replies(_rows("judge", judges, lambda key: {})),
            ),
        ],
    )


def counted(question):
    """What each person adds to the first figure: that many verdicts."""
    certain, possible = question.fitting
    verdicts = rows_of(Verdict, question, possible)
    added = {}
    for public_id, entry, days in verdicts.values_list(
        "entry__public_id", "entry", "decided_on_days"
    ):
        if days and days.lower and days.lower > question.on:
            continue
        is_sure = bool(days and days.upper and days.upper <= day_after(question.on))
        least, most = added.get(public_id, (0, 0))
        fits = certain is None or entry in certain
        added[public_id] = (least + int(is_sure and fits), most + 1)
    return added


def _nameless(lines):
    """The lines with judges whom no public source stands behind put together."""
    lines = list(lines)
    keys = {line.key for line in lines if line.key is not None}
    named = set(Official.objects.sourced().filter(pk__in=keys).values_list("pk", flat=True))
    for line in lines:
        is_named = line.key is None or line.key in named
        yield line if is_named else line._replace(key=NOT_NAMED)


def _by_key(lines):
    found = {}
    for line in lines:
        found.setdefault(line.key, []).append(line)
    return found


def _rows(name, groups, query):
    rows = [
        Row(
            {name: UNKNOWN if key is None else key} | _cells(lines),
            query=query(key) if isinstance(key, int) else {},
        )
        for key, lines in groups.items()
    ]
    rows.sort(key=lambda row: _order(row, name))
    return rows


def _order(row, name):
    """The most verdicts first, those of nobody in particular last."""
    key, verdicts = row.cells[name], row.cells["verdicts"]
    return (not isinstance(key, int), -verdicts.at_most, -verdicts.at_least, str(key))


def _cells(lines):
    values = _values(lines)
    return {
        "verdicts": _count(lines),
        "to_prison": _count(line for line in lines if line.is_prison),
        **dict(zip(QUARTERS, in_figures(values, "years", in_years), strict=True)),
    }


def _values(lines):
    values = Values()
    for line in lines:
        if line.days is not None:
            values.add(line.days, line.days, surely=line.surely, maybe=line.maybe - line.surely)
    return values


def _count(lines):
    lines = list(lines)
    surely, maybe = (sum(getattr(line, name) for line in lines) for name in ("surely", "maybe"))
    return Figure(surely, maybe, "verdicts")


def _median(lines):
    _lower, median, _upper = in_figures(_values(lines), "years", in_years)
    note = _("Of verdicts to prison for a known term, as each of them was pronounced.")
    return (
        [Headline(_("Median term, in years"), median, note, bare=True, name="median")]
        if median
        else []
    )


def _with_replies(rows):
    keys = {row.cells["judge"] for row in rows if isinstance(row.cells["judge"], int)}
    replied = set(
        Official.objects.filter(pk__in=keys).exclude(reply="").values_list("pk", flat=True)
    )
    for row in rows:
        row.cells["reply"] = "yes" if row.cells["judge"] in replied else ""
    return rows
