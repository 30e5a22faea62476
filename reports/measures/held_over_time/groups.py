"""The people held, divided into groups: one Stock each, at most six by name, then others and unknown."""

from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from prisoners.facts.person import Sex
from register.filters.fields import territories
from register.models import Organisation
from reports.stock import Stock, stocks_by

MOST = 6
UNKNOWN, OTHERS = "unknown", "others"
COLUMNS = {
    "sex": "sex",
    "country": "countries",
    "region": "regions",
    "recogniser": "recognised_by",
}
WHY_NOT = {
    "country": _("Whoever was detained in several countries is in each of their columns."),
    "region": _("Whoever was arrested in several regions is in each of their columns."),
    "recogniser": _("Whoever was recognised by several organisations is in each of their columns."),
}


@dataclass(frozen=True)
class Group:
    """`name` heads its column in the CSV, `label` on the page and in the chart."""

    name: str
    label: str
    stock: Stock


def divided(question, days):
    """The Stock of those whom the question is about, and the Groups that they are divided into."""
    stocks = stocks_by(question, COLUMNS[question.by])
    return Stock.of_all(list(stocks.values())), _groups(question, stocks, days)


def _groups(question, stocks, days):
    """Those that were largest on some day first."""
    codes = {code for value in stocks for code in _codes(value)}
    of = {
        code: Stock.of_all([stock for value, stock in stocks.items() if code in _codes(value)])
        for code in codes
    }
    largest = {code: max(of[code].at_most.on(day) for day in days) for code in codes}
    named = sorted(codes - {UNKNOWN}, key=lambda code: (-largest[code], str(code)))
    shown, rest = named[:MOST], set(named[MOST:])
    groups = [
        Group(f"{question.by}_{code}", later_name(question.by, code), of[code]) for code in shown
    ]
    if rest:
        others = [stock for value, stock in stocks.items() if rest & _codes(value)]
        groups.append(Group(OTHERS, _("others"), Stock.of_all(others)))
    if UNKNOWN in of:
        groups.append(Group(UNKNOWN, _unknown(question.by), of[UNKNOWN]))
    return [group for group in groups if any(group.stock.at_most.on(day) for day in days)]


def _codes(value):
    """The groups of one value of the column: of an array, its elements."""
    return {value or UNKNOWN} if isinstance(value, str) else set(value) or {UNKNOWN}


def _unknown(by):
    return _("recognised by none") if by == "recogniser" else _("not known")


def name_of(by, code):
    """A group as the reader reads it; organisations have the names of today."""
    match by:
        case "sex":
            return str(Sex(code).label)
        case "country":
            return territories(get_language() or "en").get(code, code)
        case "recogniser":
            organisation = Organisation.objects.filter(pk=code).first()
            return str(organisation or gettext("not public any more"))
    return code


later_name = lazy(name_of, str)
