"""Reports by year: two passes over them, however many years there are."""

from datetime import date
from itertools import accumulate

from django.contrib.postgres.fields import ArrayField
from django.db.models import Count, DateField, Func, IntegerField, Value

from register.models.reach import unless
from reports.measures.conditions.reports import MAYBE, SURE, figures

YEARS_APART = 40  # beyond so many years a row stands for ten of them


def by_year(reports, begins, ends):
    """[(name of the year, {"people", "reports": Figure})]; the first and the last one are cut off."""
    years = _years(begins, ends)
    first_days = [first_day for _name, first_day in years]
    numbers = {
        f"{name}_{reading}": _running(steps, len(years))
        for reading in (SURE, MAYBE)
        for name, steps in _steps(reports, reading, first_days, ends).items()
    }
    return [
        (year, figures({key: counts[place] for key, counts in numbers.items()}))
        for place, (year, _first_day) in enumerate(years)
    ]


class YearOf(Func):
    """Which year of those that begin on `first_days` a day lies in, from 1; 0 before the first."""

    function = "width_bucket"
    output_field = IntegerField()

    def __init__(self, column, first_days):
        super().__init__(column, Value(first_days, ArrayField(DateField())))


def _steps(reports, reading, first_days, ends):
    """{name: {(first year, last year): how many}} of reports, and of people as each report counts them."""
    steps = {"reports": {}, "people": {}}
    columns = (f"{reading}_from", f"{reading}_until", unless(reading, reports.group("")))
    rows = reports.reaching(reading, first_days[0], ends).order_by()
    years = [YearOf(column, first_days) for column in columns]
    for first, last, not_in, number in rows.values_list(*years).annotate(number=Count("*")):
        for name, since in (("reports", first), ("people", max(first, not_in + 1))):
            since = max(since, 1)
            if since <= last:
                steps[name][since, last] = steps[name].get((since, last), 0) + number
    return steps


def _running(steps, years):
    change = [0] * (years + 2)
    for (first, last), number in steps.items():
        change[first] += number
        change[last + 1] -= number
    return list(accumulate(change))[1:]


def _years(begins, ends):
    """[(name, first day)] of each year, or ten years, that the period reaches into."""
    step = 1 if ends.year - begins.year < YEARS_APART else 10
    return [
        (
            str(year) if step == 1 else f"{year}-{year + step - 1}",
            max(begins, date(max(year, 1), 1, 1)),
        )
        for year in range(begins.year // step * step, ends.year + 1, step)
    ]
