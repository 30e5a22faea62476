"""Crude death rates: deaths in custody per 1,000 prisoner-years, by year and for the whole period.

A prisoner-year is 365.25 days of custody, of however many people. The rate is lowest with the
deaths that are certain over the custody that is possible, and highest the other way round. The
interval says what chance alone would allow: the exact one of the lowest rate from below, of the
highest from above.
"""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from register.figures import Figure
from reports.answers import Column, Row, Table
from reports.measures.deaths_in_custody.deaths import between
from reports.poisson import highest_mean, lowest_mean
from reports.stock import stock

DAYS_IN_A_YEAR = 365.25
PER = 1_000
UNIT = "deaths_per_1000_prisoner_years"
TOTAL = "total"
NO_SUM = _(
    "Rates do not add up: the row of the whole period divides its deaths by its prisoner-years. A death "
    "whose date reaches over the end of a year is possible in both years."
)


def period_in_words(period):
    return gettext("Whole period") if period == TOTAL else period


COLUMNS = (
    Column("period", _("Year"), words=period_in_words),
    Column("begins", _("From"), words=in_words),
    Column("ends", _("To"), words=in_words),
    Column("deaths", _("Deaths in custody"), is_figure=True),
    Column("prisoner_years", _("Prisoner-years"), is_figure=True),
    Column("rate", _("Deaths per 1,000 prisoner-years"), is_figure=True),
    Column("interval", _("95 % interval"), is_figure=True),
)


def rates_of(question, deaths):
    """(the rate of the whole period, the table); the rate is None where nobody was in custody."""
    held, died = stock(question), between(deaths)
    rows = [
        _row(str(begins.year), begins, ends, held, died)
        for begins, ends in _years(question.begins, question.ends)
    ]
    total = _row(TOTAL, question.begins, question.ends, held, died, kind="total")
    table = Table("rates", _("Crude death rate"), COLUMNS, [*rows, total], NO_SUM)
    return total.cells["rate"], table


def _years(begins, ends):
    """The calendar years of the period, the first and the last cut off."""
    return [
        (max(begins, date(year, 1, 1)), min(ends, date(year, 12, 31)))
        for year in range(begins.year, ends.year + 1)
    ]


def _row(period, begins, ends, held, died, *, kind=""):
    deaths, days = died(begins, ends), held.days_within(begins, ends)
    cells = {
        "period": period,
        "begins": begins.isoformat(),
        "ends": ends.isoformat(),
        "deaths": deaths,
        "prisoner_years": Figure(
            round(days.at_least / DAYS_IN_A_YEAR, 1),
            round(days.at_most / DAYS_IN_A_YEAR, 1),
            "prisoner_years",
        ),
        "rate": _per_1000(deaths.at_least, deaths.at_most, days),
        "interval": _per_1000(lowest_mean(deaths.at_least), highest_mean(deaths.at_most), days),
    }
    return Row(cells, kind)


def _per_1000(least, most, days):
    """Bounds of a rate; None where nobody was held, open where nobody certainly was."""
    if not days.at_most:
        return None
    a_year = DAYS_IN_A_YEAR * PER
    return Figure(
        round(least * a_year / days.at_most, 2),
        round(most * a_year / days.at_least, 2) if days.at_least else None,
        UNIT,
    )
