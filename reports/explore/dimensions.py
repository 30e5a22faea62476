"""What people can be grouped by. Each gives, for one entry, the groups it is in and those it may be in.

The lists' own filters that have choices are dimensions as they stand, with the same words; lengths
and dates are put into bands. `unknown` is a group of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from register.days import YearsBefore, years_before
from register.filters import EntryFilter
from register.filters.person import has_died
from register.filters.prosecution import DAYS_IN_A_YEAR, WITHOUT_END
from register.filters.reading import UNKNOWN

EARLIEST_YEAR = 1900  # an arrest that may be older than that has a date that nobody knows


@dataclass(frozen=True, repr=False)
class Dimension:
    """`columns(question)` are annotations of Entry; `groups` reads their values: (certain, possible).

    Its name stands for it in the key under which an answer is kept.
    """

    name: str
    label: str
    columns: Callable
    groups: Callable
    words: Callable  # {group: label} of those that it is given
    order: Callable = None  # a key to sort groups by; without one the largest come first
    filter: str = ""  # the filter of the list that lists a group

    def __repr__(self):
        return self.name


def _of_filter(name):
    """A filter with choices, as a dimension."""
    asked = EntryFilter.base_filters[name]

    def groups(found):
        values = frozenset((found or [UNKNOWN]) if asked.is_array else [found or UNKNOWN])
        return values, values

    return Dimension(
        name,
        asked.label,
        columns=lambda question: {"group": F(asked.column)},
        groups=groups,
        words=lambda values: asked.field.labels(list(values)),
        order=_as_listed(asked.field.fixed_choices),
        filter=name,
    )


def _as_listed(codes):
    """The key that sorts groups as `codes` are; what is not among them comes last."""
    places = {code: number for number, code in enumerate(codes)}
    return (lambda group: places.get(group, len(places))) if places else None


def _bands(bounds):
    """[(code, first, last)] such as ("18-24", 18, 24); the last is open: ("70-", 70, None)."""
    lasts = [*(first - 1 for first in bounds[1:]), None]
    return [
        (f"{first}-{'' if last is None else last}", first, last)
        for first, last in zip(bounds, lasts, strict=True)
    ]


def _between(low, high, names):
    """The groups from `low` to `high`, which are places in `names`; certain when there is one."""
    if low is None or high is None:
        nobody_knows = frozenset([UNKNOWN])
        return nobody_knows, nobody_knows
    possible = frozenset(names[low : high + 1])
    return (possible if len(possible) == 1 else frozenset()), possible


def _aged(name, label, born_by, is_dead=lambda question: Value(ALIVE)):
    """Age in bands. `born_by(question, years, side)` is the day by which one of that age was born."""
    bands = _bands([0, 14, 18, 25, 35, 45, 60, 70])
    names = [code for code, _first, _last in bands]

    def place(column, question, side):
        """The highest band whose first year of age is reached by whoever was born on `column`."""
        reached = [
            When(**{f"{column}__lte": born_by(question, first, side)}, then=Value(number))
            for number, (_code, first, _last) in reversed(list(enumerate(bands)))
        ]
        return Case(*reached, default=None, output_field=IntegerField())

    return Dimension(
        name,
        label,
        columns=lambda question: {
            "low": place("born_latest", question, "earliest"),
            "high": place("born_earliest", question, "latest"),
            "death": is_dead(question),
        },
        groups=lambda low, high, death: _unless_dead(_between(low, high, names), death),
        words=lambda values: {value: _years_of_age(value) for value in values},
        order=_as_listed([*names, DIED]),
    )


ALIVE, MAYBE_DEAD, DEAD = range(3)
DIED = "died"


def _dead_by_the_day(question):
    return Case(
        When(has_died(question.on, certain=True), then=Value(DEAD)),
        When(has_died(question.on, certain=False), then=Value(MAYBE_DEAD)),
        default=Value(ALIVE),
        output_field=IntegerField(),
    )


def _unless_dead(groups, death):
    """The dead have no age; who may be dead has one or none."""
    if death == ALIVE:
        return groups
    dead = frozenset([DIED])
    return (dead, dead) if death == DEAD else (frozenset(), groups[1] | dead)


def _born_by_the_day(question, years, side):
    return years_before(question.on, years)


def _born_by_the_arrest(question, years, side):
    return YearsBefore(f"arrested_{side}", years)


def _years_of_age(code):
    first, _dash, last = code.partition("-")
    if code == UNKNOWN:
        return _("Not known")
    if code == DIED:
        return _("Died by then")
    if not last:
        return _("%(first)s and older") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _year_of_arrest(question):
    return {
        "low": ExtractYear("arrested_earliest"),
        "high": ExtractYear("arrested_latest"),
    }


def _years(low, high):
    if low is None or high is None or low < EARLIEST_YEAR:
        return frozenset([UNKNOWN]), frozenset([UNKNOWN])
    possible = frozenset(str(year) for year in range(low, high + 1))
    return (possible if len(possible) == 1 else frozenset()), possible


TERMS = _bands([0, 1, 2, 3, 5, 8, 10, 15, 20])
LIFE = "life"


def _term(question):
    reached = [
        When(sentence_days__gte=int(first * DAYS_IN_A_YEAR), then=Value(number))
        for number, (_code, first, _last) in reversed(list(enumerate(TERMS)))
    ]
    life = When(Q(sentence_kinds__overlap=WITHOUT_END), then=Value(len(TERMS)))
    return {"band": Case(life, *reached, default=None, output_field=IntegerField())}


def _terms(band):
    codes = [*(code for code, _first, _last in TERMS), LIFE]
    group = frozenset([UNKNOWN if band is None else codes[band]])
    return group, group


def _years_of_prison(code):
    if code == LIFE:
        return _("Life or death")
    if code == UNKNOWN:
        return _("None recorded")
    first, _dash, last = code.partition("-")
    if not last:
        return _("%(first)s years and more") % {"first": first}
    return _("from %(first)s to under %(last)s years") % {"first": first, "last": int(last) + 1}


DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        *map(_of_filter, ["sex"]),
        _aged("age_at_arrest", gettext_lazy("Age at arrest"), _born_by_the_arrest),
        _aged("age", gettext_lazy("Age on the day"), _born_by_the_day, _dead_by_the_day),
        *map(_of_filter, ["nationality", "occupation", "health", "country", "region", "context"]),
        Dimension(
            "year_of_arrest",
            gettext_lazy("Year of the latest arrest"),
            columns=_year_of_arrest,
            groups=_years,
            words=lambda values: {
                value: _("Not known") if value == UNKNOWN else value for value in values
            },
            order=str,
        ),
        *map(_of_filter, ["facility", "condition", "article", "court", "sentence_kind"]),
        Dimension(
            "sentence",
            gettext_lazy("Imprisonment in force"),
            columns=_term,
            groups=_terms,
            words=lambda values: {value: _years_of_prison(value) for value in values},
            order=_as_listed([*(code for code, _first, _last in TERMS), LIFE]),
        ),
        *map(_of_filter, ["recognised_by"]),
    )
}
