"""Conditions of custody in a period, by kind, by facility and by year."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from prisoners.facts.treatment import ConditionFacts
from register.models import Facility
from reports.answers import Answer, Column, Headline, People, Person, Row, Table
from reports.custody import SHOWN, one_by_one
from reports.measures.conditions.reports import MAYBE, SURE, Reports, reaches
from reports.measures.conditions.years import by_year
from reports.words import facility_in_words

KINDS = {kind: kind.label for kind in ConditionFacts.Kind}
NOT_KNOWN, TOTAL = "unknown", "total"
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
    reports = Reports(question, question.kind)
    kinds, facilities, whole = (
        reports.figures_by(column, question.begins, question.ends)
        for column in ("kind", "facility_id", "")
    )
    total = whole[None]
    in_all = {name: total[name] for name in ("people", "reports")}
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
                _sorted(kinds),
                total,
                SEVERAL,
            ),
            _table(
                "facilities",
                _("By facility"),
                Column("facility", _("Facility"), words=facility_in_words, of=Facility),
                _sorted(facilities),
                total,
                SEVERAL,
            ),
            _table(
                "years",
                _("By year"),
                Column("years", _("Year"), words=years_in_words),
                by_year(reports, question.begins, question.ends),
                in_all,
                OVER_YEARS,
                COUNTS[:2],
            ),
        ],
        people=[_in_doubt(reports, question, total["reports"])],
    )


def counted(question):
    """What each person adds to the first figure."""
    reports = Reports(question, question.kind)
    maybe, surely = (
        reports.reaching(reading, question.begins, question.ends)
        .values_list("entry__public_id", flat=True)
        .distinct()
        for reading in (MAYBE, SURE)
    )
    return one_by_one(maybe, surely)


def _sorted(found):
    """[(value of the column, cells)], those with the most reports first and unknown ones last."""
    return sorted(((value or NOT_KNOWN, cells) for value, cells in found.items()), key=_size)


def _size(row):
    code, cells = row
    return (code == NOT_KNOWN, -cells["reports"].at_most, -cells["reports"].at_least, code)


def _table(name, caption, column, found, total, why_not, counts=COUNTS):
    rows = [Row({column.name: code} | cells) for code, cells in found]
    rows.append(Row({column.name: TOTAL} | total, "total"))
    return Table.summed(name, caption, (column, *counts), rows, why_not)


def _in_doubt(reports, question, figure):
    """Reports that may reach into the period and may not, the newest first."""
    days = question.begins, question.ends
    rows = reports.reaching(MAYBE, *days).exclude(reaches(SURE, *days) & reports.of_certain)
    first = rows.order_by("-maybe_from", "-maybe_until", "pk").values_list(
        "entry__public_id", "kind", "condition__began_on", "condition__ended_on"
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
        total=figure.at_most - figure.at_least,
    )
