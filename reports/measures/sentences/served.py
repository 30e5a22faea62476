"""What part of the sentence was served when people were released."""

from django.db import connections, router
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from register.figures import Figure
from register.inlined import inlined
from register.models import Term
from register.models.version import OPEN
from reports.answers import Column, Headline, Row, Table
from reports.measures.in_and_out.flows import NOT_RELEASED, detentions
from reports.quantiles import Values, in_figures

EDGES = (0, 25, 50, 75, 100)  # percent of the sentence
BANDS = [*zip(EDGES, EDGES[1:], strict=False), (EDGES[-1], None)]
UNKNOWN = "unknown"
# Percent are whole and rounded down. The sentence is the one that held on the day before the release.
COUNTS = """
WITH release AS ({releases}), sure AS ({sure}),
sentenced AS (
    SELECT release.*, days_least, days_most,
           kind_least <> '' AND ends_latest <= %(on)s {is_sure} AS is_sure,
           kind_least = 'term' AND kind_most = 'term' AND began_on <> ''
               AND begins_latest IS NOT NULL AND ends_latest IS NOT NULL AS is_known
      FROM release
      JOIN register_term term USING (entry_id) {joins}
     WHERE term.basis = %(basis)s AND {known}
       AND term.begins < release.ends_earliest AND term.ends >= release.ends_earliest
)
SELECT CASE WHEN is_known
            THEN 100 * GREATEST(ends_earliest - begins_latest, 0) / GREATEST(days_most, 1) END,
       CASE WHEN is_known
            THEN 100 * (ends_latest - begins_earliest) / GREATEST(days_least, 1) END,
       count(*) FILTER (WHERE is_sure), count(*)
  FROM sentenced
 GROUP BY 1, 2
"""
DAYS = ("entry_id", "began_on", "begins_earliest", "begins_latest", "ends_earliest", "ends_latest")


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
    connection = connections[router.db_for_read(Term)]
    releases = (
        detentions(question, question.possible_entries())
        .filter(ended_on_days__startswith__lte=question.on)
        .exclude(end_reason__in=NOT_RELEASED)
    )
    sure = question.certain_entries()
    with connection.cursor() as cursor:
        statement = COUNTS.format(
            releases=inlined(releases.values(*DAYS), cursor),
            sure="SELECT NULL AS id" if sure is None else inlined(sure.values("id"), cursor),
            is_sure="" if sure is None else "AND sure.id IS NOT NULL",
            joins="" if sure is None else "LEFT JOIN sure ON sure.id = release.entry_id",
            known=_known(question),
        )
        cursor.execute(statement, {"on": question.on, "basis": question.basis})
        return cursor.fetchall()


def _known(question):
    """The versions of terms, so that the index of today's is used for today."""
    if question.known is None:
        return f"term.edition_to = {OPEN}"
    return f"term.edition_from <= {question.known:d} AND term.edition_to > {question.known:d}"


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
