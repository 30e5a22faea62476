"""People by the month in which their term ends, from the month of the day on."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.date_words import in_words
from register.figures import Figure
from reports.answers import Column, Row, Table

SHOWN = 36  # months, each a row
PASSED, LATER, TOTAL = "passed", "later", "total"


def month_in_words(value):
    match value:
        case "passed":
            return gettext("an earlier month")
        case "later":
            return gettext("a later month")
        case "total":
            return gettext("all with a term that ends")
    return in_words(value)


def table(counts, on):
    """The months of the next three years, what comes before and after them, and the sum.

    "At least" counts those whose earliest and latest day lie in the month, "at most" those for whom
    one day in between does.
    """
    first = _number(on)
    least, change = [0] * (SHOWN + 2), [0] * (SHOWN + 3)
    for count in counts:
        low, high = (_place(_number(month), first) for month in (count.first, count.last))
        change[low] += count.maybe
        change[high + 1] -= count.maybe
        if low == high:
            least[low] += count.surely
    rows, possible = [], 0
    for place, surely in enumerate(least):
        possible += change[place]
        rows.append(Row({"month": _name(place, first), "people": Figure(surely, possible)}))
    surely, maybe = (sum(getattr(count, name) for count in counts) for name in ("surely", "maybe"))
    rows.append(Row({"month": TOTAL, "people": Figure(surely, maybe)}, "total"))
    columns = (
        Column("month", _("Month in which the term ends"), words=month_in_words),
        Column("people", _("People held"), is_figure=True),
    )
    why_not = _("Who may be released in several months is certain in none of them, and in the sum.")
    return Table.summed("months", _("People held by the end of their term"), columns, rows, why_not)


def _number(day):
    return day.year * 12 + day.month - 1


def _place(month, first):
    """0 for what came before, 1 for the month of the day, and so on; the last is all that comes later."""
    return min(max(month - first + 1, 0), SHOWN + 1)


def _name(place, first):
    if place in (0, SHOWN + 1):
        return PASSED if place == 0 else LATER
    month = first + place - 1
    return f"{date(month // 12, month % 12 + 1, 1):%Y-%m}"
