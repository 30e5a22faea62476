"""Days as the register counts them, in its own time zone."""

from datetime import date, datetime, time, timedelta

from django.db.models import DateField, Func
from django.utils import timezone


def day_after(day):
    return day + timedelta(days=1)


def end_of(day):
    """The moment at which `day` is over in the register's time zone."""
    return datetime.combine(day_after(day), time.min, tzinfo=timezone.get_default_timezone())


def years_before(day, years):
    """The same day `years` earlier; 28 February stands in where there is no 29th."""
    if day.year <= years:
        return date.min
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


class YearsBefore(Func):
    """`years_before` of a column, in SQL."""

    output_field = DateField()
    template = "(%(expressions)s - interval '%(years)s years')::date"

    def __init__(self, column, years):
        super().__init__(column, years=int(years))


def month_of(day):
    """The first and the last day of the month that `day` lies in."""
    first = day.replace(day=1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    return first, next_month - timedelta(days=1)
