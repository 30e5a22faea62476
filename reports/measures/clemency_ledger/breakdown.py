"""What the acts of a period said of themselves: whom they counted, and on which conditions."""

from collections import defaultdict
from datetime import timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pardons.facts import AnnouncedCountFacts, ClemencyActFacts
from register.figures import Figure
from register.models import AnnouncedCount, Beneficiary
from register.readers.act import known_in
from register.readers.acts import TOTAL, bounds
from register.readers.ledger import in_period
from reports.answers import Column, Row, Table

CATEGORIES = {category: category.label for category in AnnouncedCountFacts.Category}
CONDITIONS = {condition: condition.label for condition in ClemencyActFacts.Condition}
NOT_STATED, DAY = "not_stated", timedelta(days=1)
NOBODY, NO_ACT, ONE_ACT = Figure(0, 0), Figure(0, 0, "acts"), Figure(1, 1, "acts")


def category_in_words(category):
    return CATEGORIES.get(category) or gettext("no category stated")


def condition_in_words(condition):
    return CONDITIONS.get(condition) or gettext("no condition stated")


BY_CATEGORY = (
    Column("category", _("Category"), words=category_in_words),
    Column("acts", _("Acts that state it"), is_figure=True),
    Column("announced", _("Announced"), is_figure=True),
    Column("identified", _("Identified"), is_figure=True),
)
BY_CONDITION = (
    Column("condition", _("Condition"), words=condition_in_words),
    Column("year", _("Year")),
    Column("acts", _("Acts that state it"), is_figure=True),
    Column("announced", _("Announced by these acts"), is_figure=True),
)


def categories_table(period, acts):
    """The adopted numbers of each category, summed over the acts; and those of acts that state none."""
    entries = {act.entry.pk: act for act in acts}
    counts = AnnouncedCount.objects.filter(entry__in=entries, is_adopted=True).exclude(
        category=TOTAL
    )
    known = defaultdict(list)
    stating = {count.entry_id for count in counts}
    rows = Beneficiary.objects.filter(entry__in=stating)
    for row in rows.values_list("entry_id", "sex", "categories", "outcome", named=True):
        known[row.entry_id].append(row)
    sums = {}
    for count in counts:
        act = entries[count.entry_id]
        announced = bounds(count) or Figure(0, None)
        identified = known_in(count.category, known[count.entry_id])
        _add(sums, count.category, period, act, announced, identified)
    for act in acts:
        if act.entry.pk not in stating:
            _add(sums, NOT_STATED, period, act, act.announced or act.identified, act.identified)
    rows = [
        Row({"category": category, "acts": number, "announced": announced, "identified": found})
        for category in [*CATEGORIES, NOT_STATED]
        if category in sums
        for number, announced, found in [sums[category]]
    ]
    return Table(
        "categories",
        _("Whom the acts counted, by category, summed over acts"),
        BY_CATEGORY,
        rows,
        why_not=_("One person is in several categories, and most acts state only some of them."),
    )


def _add(sums, code, period, act, *figures):
    before = sums.get(code, (NO_ACT, *[NOBODY] * len(figures)))
    sums[code] = tuple(
        so_far + in_period(period, act, figure)
        for so_far, figure in zip(before, (ONE_ACT, *figures), strict=True)
    )


def conditions_table(period, acts):
    """How many acts stated each condition, how many people these acts announced, and in which years."""
    sums = {}
    for act in acts:
        for condition in act.entry.conditions_stated or [NOT_STATED]:
            for year in ("", _year(act)):
                _add(sums, (condition, year), period, act, act.announced or act.identified)
    years = sorted({year for _condition, year in sums if year})
    rows = [
        Row(
            {"condition": condition, "year": year, "acts": acts, "announced": announced},
            "part" if year else "",
        )
        for condition in [*CONDITIONS, NOT_STATED]
        for year in ["", *years]
        if (condition, year) in sums
        for acts, announced in [sums[condition, year]]
    ]
    return Table(
        "conditions",
        _("Conditions that the acts stated, in all and by year"),
        BY_CONDITION,
        rows,
        why_not=_("One act states several conditions, so these do not add up to the acts."),
    )


def _year(act):
    """The year of the announcement; "?" where it may lie in two."""
    days = act.entry.announced_on_days
    if not days or days.lower is None or days.upper is None:
        return "?"
    first, last = str(days.lower.year), str((days.upper - DAY).year)
    return first if first == last else "?"
