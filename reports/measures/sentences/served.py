"""What part of the sentence was served when people were released."""

from django.db.models import Count, Q, Value
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from register.models import Served
from reports.answers import Column, Headline, Row, Table
from reports.custody import rows_of
from reports.quantiles import Values, in_figures

EDGES = (0, 25, 50, 75, 100)  # percent of the sentence
BANDS = [*zip(EDGES, EDGES[1:], strict=False), (EDGES[-1], None)]
UNKNOWN = "unknown"


def table(question):
    """(Table of releases by the part that was served, headline with the median or nothing)."""
    lines = _read(question)
    values = Values()
    for least, most, surely, maybe in lines:
        if least is not None:
            values.add(least, most, surely=surely, maybe=maybe - surely)
    rows = [Row({"served": _code(band), "releases": _of_band(lines, band)}) for band in BANDS]
    unknown = [line for line in lines if line[0] is None]
    rows.append(Row({"served": UNKNOWN, "releases": _sum(unknown)}))
    rows.append(Row({"served": "total", "releases": _sum(lines)}, "total"))
    columns = (
        Column("served", _("Part of the sentence served at release"), words=_in_words),
        Column("releases", _("Releases of people sentenced to prison"), is_figure=True),
    )
    why_not = _(
        "A release that may lie in several rows is certain in none of them, and in the sum."
    )
    made = Table.summed("served", _("Served at release"), columns, rows, why_not)
    _lower, median, _upper = in_figures(values, "percent", int)
    note = _("Of releases whose dates and sentence are known.")
    return made, [
        Headline(
            _("Median part served at release, in percent"), figure, note, bare=True, name="served"
        )
        for figure in (median,)
        if figure
    ]


def _read(question):
    """[(percent at least, at most; None where not known, how many surely, how many maybe)]"""
    surely = Q(is_surely_sentenced=True, released_latest__lte=question.on) & question.surely_fits()
    rows = rows_of(Served, question, question.possible_entries).filter(
        basis=question.basis, released_earliest__lte=question.on
    )
    counts = {"surely": Count(Value(1), filter=surely), "maybe": Count("*")}
    return list(rows.values_list("percent_least", "percent_most").annotate(**counts).order_by())


def _code(band):
    least, most = band
    return f"{least}-{most}" if most else str(least)


def _in_words(value):
    """The row of a band such as "25-50", in percent, as the reader reads it."""
    if value == "total":
        return gettext("all")
    if value == UNKNOWN:
        return gettext("dates or sentence not known")
    least, _dash, most = value.partition("-")
    if not most:
        return gettext("the whole sentence or more")
    if least == "0":
        return gettext("less than %(most)s%%") % {"most": most}
    return gettext("%(least)s to under %(most)s%%") % {"least": least, "most": most}


def _of_band(lines, band):
    first, last = band

    def lies_in(percent):
        return percent >= first and (last is None or percent < last)

    known = [line for line in lines if line[0] is not None]
    return Figure(
        sum(surely for least, most, surely, _maybe in known if lies_in(least) and lies_in(most)),
        sum(
            maybe
            for least, most, _surely, maybe in known
            if most >= first and (last is None or least < last)
        ),
        "detentions",
    )


def _sum(lines):
    surely = sum(surely for _least, _most, surely, _maybe in lines)
    return Figure(surely, sum(maybe for _least, _most, _surely, maybe in lines), "detentions")
