"""What people can be grouped by. Each gives the groups that somebody is in, and those they may be in.

The list's own filters that have choices are dimensions as they stand, with the same words; ages and
sentences are in the bands of their reports. `unknown` is a group of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from register.filters import EntryFilter
from register.filters.reading import UNKNOWN
from register.models import Term
from register.models.version import OPEN
from reports.ages import BANDS, LAST, with_ages
from reports.measures.sentences import bands as sentences
from reports.measures.who_they_are import words
from reports.measures.who_they_are.rows import DEAD

EARLIEST_YEAR = 1900  # an arrest that may be older than that has a date that nobody knows


def _as_they_are(entries, question):
    return [entries]


@dataclass(frozen=True, repr=False)
class Dimension:
    """`groups` reads the values of `columns` of an entry: (groups certainly, groups possibly).

    `prepared(entries, question)` gives the entries with the columns, in parts that have nobody in
    common. Its name stands for the dimension in the key under which an answer is kept.
    """

    name: str
    label: str
    columns: tuple
    groups: Callable
    words: Callable  # {group: label} of those that it is given
    order: Callable = None  # a key to sort groups by; without one the largest come first
    filter: str = ""  # the filter of the list that lists a group
    prepared: Callable = _as_they_are

    def __repr__(self):
        return self.name


def _sure(*groups):
    return frozenset(groups), frozenset(groups)


def _any_of(groups):
    """In doubt between several groups: certain of none."""
    possible = frozenset(groups)
    return (possible if len(possible) == 1 else frozenset()), possible


def _as_listed(codes):
    """The key that sorts groups as `codes` are; what is not among them comes last."""
    places = {code: number for number, code in enumerate(codes)}
    return (lambda group: places.get(group, len(places))) if places else None


def _of_filter(name):
    """A filter with choices, as a dimension."""
    asked = EntryFilter.base_filters[name]

    def groups(found):
        return _sure(*((found or [UNKNOWN]) if asked.is_array else [found or UNKNOWN]))

    return Dimension(
        name,
        asked.label,
        columns=(asked.column,),
        groups=groups,
        words=lambda values: asked.field.labels(list(values)),
        order=_as_listed(asked.field.fixed_choices),
        filter=name,
    )


AGES = [f"{least}-{most}" if most else f"{least}+" for least, most in BANDS]


def _aged(entries, question):
    return with_ages(entries, question.on, alive=question.people.is_alive)


def _age_groups(youngest, oldest, is_known, has_died="no"):
    """The dead have no age on the day; who may be dead has one or none."""
    if has_died == "yes":
        return _sure(DEAD)
    groups = [UNKNOWN]
    if is_known:
        first, last = youngest or 0, LAST if oldest is None else oldest
        groups = AGES[first : last + 1]
    return _any_of([*groups, *([DEAD] if has_died == "maybe" else [])])


def _of_age(name, label, columns):
    return Dimension(
        name,
        label,
        columns=columns,
        groups=_age_groups,
        words=lambda values: {value: words.age(value) for value in values},
        order=_as_listed([*AGES, DEAD]),
        prepared=_aged,
    )


def _with_years(entries, question):
    return [
        entries.annotate(
            first_year=ExtractYear("arrested_earliest"), last_year=ExtractYear("arrested_latest")
        )
    ]


def _years(first, last):
    if first is None or last is None or first < EARLIEST_YEAR:
        return _sure(UNKNOWN)
    return _any_of(str(year) for year in range(first, last + 1))


def _with_terms(entries, question):
    """The prison sentence that is in force on the day, as `term`."""
    on, known = question.on, question.known
    version = (
        Q(terms__edition_to=OPEN)
        if known is None
        else Q(terms__edition_from__lte=known, terms__edition_to__gt=known)
    )
    in_force = Q(terms__basis=Term.Basis.IN_FORCE, terms__begins__lte=on, terms__ends__gt=on)
    return [entries.annotate(term=FilteredRelation("terms", condition=version & in_force))]


NO_SENTENCE = "none"


def _terms(kind_least, kind_most, days_least, days_most):
    if kind_most is None:
        return _sure(NO_SENTENCE)
    kinds = {kind_least or NO_SENTENCE, kind_most}
    groups = kinds - {sentences.TERM}
    if sentences.TERM in kinds and days_least is not None:
        groups |= {
            sentences.code(band)
            for band in sentences.BANDS
            if sentences.reaches(band, days_least, days_most)
        }
    return _any_of(groups)


def _sentence_in_words(code):
    return _("No sentence in force") if code == NO_SENTENCE else sentences.in_words(code)


SENTENCES = [*map(sentences.code, sentences.BANDS), *sentences.KINDS, NO_SENTENCE]

DIMENSIONS = {
    dimension.name: dimension
    for dimension in (
        _of_filter("sex"),
        _of_age(
            "age_at_arrest",
            gettext_lazy("Age at arrest"),
            ("then_youngest", "then_oldest", "is_then_known"),
        ),
        _of_age(
            "age",
            gettext_lazy("Age on the day"),
            ("now_youngest", "now_oldest", "is_now_known", "has_died"),
        ),
        *map(_of_filter, ["nationality", "occupation", "health", "country", "region", "context"]),
        Dimension(
            "year_of_arrest",
            gettext_lazy("Year of the latest arrest"),
            columns=("first_year", "last_year"),
            groups=_years,
            words=lambda values: {
                value: _("Not known") if value == UNKNOWN else value for value in values
            },
            order=str,
            prepared=_with_years,
        ),
        *map(_of_filter, ["facility", "condition", "article", "court", "sentence_kind"]),
        Dimension(
            "sentence",
            gettext_lazy("Prison sentence in force on the day"),
            columns=(
                *("term__kind_least", "term__kind_most"),
                *("term__days_least", "term__days_most"),
            ),
            groups=_terms,
            words=lambda values: {value: _sentence_in_words(value) for value in values},
            order=_as_listed(SENTENCES),
            prepared=_with_terms,
        ),
        _of_filter("recognised_by"),
    )
}
