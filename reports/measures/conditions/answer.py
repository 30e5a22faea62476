"""Conditions of custody in a period, by kind, by facility and by year."""

from datetime import date

from django.db.models import Case, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from prisoners.facts.treatment import ConditionFacts
from register.figures import Figure
from register.models import Facility
from reports.answers import Answer, Column, Headline, People, Person, Row, Table
from reports.custody import SHOWN, one_by_one
from reports.measures.conditions.reports import Reports, figures, readings
from reports.words import facility_in_words

KINDS = {kind: kind.label for kind in ConditionFacts.Kind}
NOT_KNOWN, TOTAL = "unknown", "total"
YEARS_APART = 40  # beyond so many years a row stands for ten of them
SEVERAL = _(
    "Whoever was held under several conditions, or in several places, is in each of their rows and once "
    "in the total."
)
OVER_YEARS = _("What lasted into another year is in the rows of both.")


def kind_in_words(code):
    return KINDS.get(code) or gettext("Total")


def years_in_words(code):
    return gettext("Total") if code == TOTAL else code


COUNTS = (
    Column("people", _("People"), is_figure=True),
    Column("reports", _("Reports of conditions"), is_figure=True),
    Column("going_on", _("Going on, on the last day"), is_figure=True),
)


def answer(question):
    """Reports that reach into the period: of how many people, and how many go on on its last day."""
    reports = Reports(question)
    if question.kind:
        reports.rows = reports.rows.filter(kind=question.kind)
    total = _cells(reports.rows.aggregate(**_counts(reports, question)))
    doubtful = _in_doubt(reports, question)
    return Answer(
        headlines=[
            Headline(_("People held under such conditions"), total["people"], name="people"),
            Headline(_("Reports of conditions"), total["reports"], name="reports"),
            Headline(_("Going on, on the last day"), total["going_on"], name="going_on"),
        ],
        tables=[
            _table(
                "kinds",
                _("By condition"),
                Column("kind", _("Condition"), words=kind_in_words),
                _by(reports, question, "kind"),
                total,
                SEVERAL,
            ),
            _table(
                "facilities",
                _("By facility"),
                Column("facility", _("Facility"), words=facility_in_words, of=Facility),
                _by(reports, question, "facility"),
                total,
                SEVERAL,
            ),
            _by_year(reports, question, total),
        ],
        people=[doubtful],
    )


def counted(question):
    """What each person adds to the first figure."""
    reports = Reports(question)
    if question.kind:
        reports.rows = reports.rows.filter(kind=question.kind)
    surely, maybe = readings(question.begins, question.ends)
    ids = reports.rows.values_list("entry__public_id", flat=True).distinct()
    return one_by_one(ids.filter(maybe), ids.filter(surely & reports.of_certain))


def _counts(reports, question):
    """What every row counts: of the whole period, and (`_last`) of its last day."""
    last = reports.counts(question.ends, question.ends)
    return reports.counts(question.begins, question.ends) | {
        f"{name}_last": count for name, count in last.items() if name.startswith("reports")
    }


def _cells(row):
    going_on = Figure(row["reports_least_last"], row["reports_most_last"], "reports")
    return figures(row) | {"going_on": going_on}


def _by(reports, question, column):
    """[(value of the column, cells)], those with the most reports first and unknown ones last."""
    rows = reports.rows.values(column).annotate(**_counts(reports, question))
    found = [(row[column] or NOT_KNOWN, _cells(row)) for row in rows if row["reports_most"]]
    return sorted(found, key=_size)


def _size(row):
    code, cells = row
    return (code == NOT_KNOWN, -cells["reports"].at_most, -cells["reports"].at_least, code)


def _table(name, caption, column, found, total, why_not, counts=COUNTS):
    rows = [Row({column.name: code} | cells) for code, cells in found]
    rows.append(Row({column.name: TOTAL} | total, "total"))
    return Table.summed(name, caption, (column, *counts), rows, why_not)


def _by_year(reports, question, total):
    years = _years(question.begins, question.ends)
    row = reports.rows.aggregate(
        **{
            f"{name}_{number}": count
            for number, (_name, begins, ends) in enumerate(years)
            for name, count in reports.counts(begins, ends).items()
        }
    )
    found = [
        (name, figures(row, f"_{number}")) for number, (name, _begins, _ends) in enumerate(years)
    ]
    column = Column("years", _("Year"), words=years_in_words)
    total = {name: total[name] for name in ("people", "reports")}
    return _table("years", _("By year"), column, found, total, OVER_YEARS, COUNTS[:2])


def _years(begins, ends):
    """(name, first day, last day) of each year, or ten years, that the period reaches into."""
    step = 1 if ends.year - begins.year < YEARS_APART else 10
    return [
        (
            str(year) if step == 1 else f"{year}-{year + step - 1}",
            max(begins, date(year, 1, 1)),
            min(ends, date(year + step - 1, 12, 31)),
        )
        for year in range(begins.year // step * step, ends.year + 1, step)
    ]


def _in_doubt(reports, question):
    """Reports that may reach into the period and may not, the newest first."""
    surely, maybe = readings(question.begins, question.ends)
    is_certain = Case(When(surely & reports.of_certain, then=True), default=False)
    rows = reports.rows.filter(maybe).alias(is_certain=is_certain).filter(is_certain=False)
    first = rows.order_by("-began_on_days", "entry__public_id", "pk").values_list(
        "entry__public_id", "kind", "began_on", "ended_on"
    )
    return People(
        caption=_("Reports that make the difference: possibly of the period"),
        columns=(
            Column("kind", _("Condition"), words=KINDS.get),
            Column("began_on", _("From"), words=in_words),
            Column("ended_on", _("Until"), words=in_words),
        ),
        first=[
            Person(public_id, {"kind": kind, "began_on": begins, "ended_on": ends})
            for public_id, kind, begins, ends in first[:SHOWN]
        ],
        total=rows.count(),
    )
