"""Sentences in bands of years, with life, death and lengths that are not known apart."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.numbers import written
from register.figures import Figure
from register.models import Term
from reports.answers import Column, Row, Table

TERM = Term.Kind.TERM.value
KINDS = (Term.Kind.LIFE.value, Term.Kind.DEATH.value, Term.Kind.UNKNOWN.value)
EDGES = (0, 1, 2, 3, 5, 8, 10, 15, 20)
BANDS = [*zip(EDGES, EDGES[1:], strict=False), (EDGES[-1], None)]
DAYS_IN_A_YEAR = 365.25


def code(band):
    least, most = band
    return f"{least}-{most}" if most else str(least)


def in_words(value):
    """The row of a band such as "3-5" or of a kind of sentence, as the reader reads it."""
    if value == "total":
        return gettext("all")
    if value == Term.Kind.UNKNOWN:
        return gettext("length not known")
    if value in KINDS:
        return str(Term.Kind(value).label)
    least, _dash, most = value.partition("-")
    if not most:
        return gettext("%(least)s years or more") % {"least": least}
    if least == "0":
        return gettext("under a year")
    return gettext("%(least)s to under %(most)s years") % {"least": least, "most": most}


def sentence_in_words(sentence):
    """A pair of a kind and days, as a reader reads it: "8 years and 3 months"."""
    kind, days = sentence
    if kind == "":
        return gettext("none yet")
    if kind != TERM:
        return in_words(kind)
    return gettext("%(years)s years") % {"years": written(round(days / DAYS_IN_A_YEAR, 2))}


def table(lines, everybody, why_not):
    """People by band; where the bounds of a sentence lie in two bands it is certain in neither."""
    columns = (
        Column("sentence", _("Prison sentence"), words=in_words),
        Column("people", _("People"), is_figure=True),
    )
    rows = [Row({"sentence": code(band), "people": _of_band(lines, band)}) for band in BANDS]
    rows += [Row({"sentence": kind, "people": _of_kind(lines, kind)}) for kind in KINDS]
    rows.append(Row({"sentence": "total", "people": everybody}, "total"))
    return Table.summed(
        "sentences", _("People by the length of their sentence"), columns, rows, why_not
    )


def reaches(band, days_least, days_most):
    """Whether a sentence of that many days may lie in the band."""
    first, last = _in_days(band)
    return days_most >= first and (last is None or days_least < last)


def _in_days(band):
    return [None if years is None else _days(years) for years in band]


def _of_band(lines, band):
    first, last = _in_days(band)

    def lies_in(days):
        return days >= first and (last is None or days < last)

    surely = maybe = 0
    for line in lines:
        if line.days_least is None or TERM not in (line.kind_least, line.kind_most):
            continue
        if reaches(band, line.days_least, line.days_most):
            maybe += line.maybe
            if line.kind_least == line.kind_most and lies_in(line.days_least):
                surely += line.surely if lies_in(line.days_most) else 0
    return Figure(surely, maybe)


def _of_kind(lines, kind):
    return Figure(
        sum(line.surely for line in lines if line.kind_least == line.kind_most == kind),
        sum(line.maybe for line in lines if kind in (line.kind_least, line.kind_most)),
    )


def _days(years):
    """Days as the register counts them; half a day is a day."""
    return int(years * DAYS_IN_A_YEAR + 0.5)
