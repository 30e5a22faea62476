"""The facts whose completeness is measured: to whom each applies, when it is known, when exactly.

All conditions are on the flat columns of an entry, which keeps them as bits of one number.
"""

from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _

from prisoners.facts.death import DeathFacts

EVERYBODY = Q()
A_MONTH = 31  # days: the register keeps a birth to the month


@dataclass(frozen=True)
class Fact:
    """`known` holds for those of whom anything is known, `exact` for whom nothing is left open."""

    code: str
    label: str
    known: Q
    exact: Q
    applies: Q = EVERYBODY


def _day(code, label, column, *, applies=EVERYBODY, within=0):
    """A partial date: exact when its first and its last day are the same, or `within` days."""
    earliest, latest = f"{column}_earliest", f"{column}_latest"
    return Fact(
        code,
        label,
        known=Q(**{f"{earliest}__isnull": False}) | Q(**{f"{latest}__isnull": False}),
        exact=Q(**{f"{latest}__lt": F(earliest) + within})
        if within
        else Q(**{latest: F(earliest)}),
        applies=applies,
    )


def _list(code, label, column, *, unknown=()):
    """Several codes: known when there is one that is not "unknown"."""
    known = ~Q(**{column: []}) & ~Q(**{column: list(unknown)}) if unknown else ~Q(**{column: []})
    return Fact(code, label, known=known, exact=known)


def _code(code, label, column, *, applies=EVERYBODY):
    known = ~Q(**{column: "unknown"})
    return Fact(code, label, known=known, exact=known, applies=applies)


HAS_DIED = ~Q(death_class="")
FACTS = (
    _code("sex", _("Sex"), "sex"),
    _day("birth", _("Month of birth"), "born", within=A_MONTH),
    _list("nationalities", _("Nationality"), "nationalities"),
    _list("occupations", _("Occupation"), "occupations", unknown=["unknown"]),
    _list("health", _("Health"), "health"),
    _code("has_minor_children", _("Minor children"), "has_minor_children"),
    _day("arrest", _("Day of the latest arrest"), "arrested"),
    _list("regions", _("Region of arrest"), "regions"),
    _list("facilities", _("Place of detention"), "facilities"),
    _list("articles", _("Article of the charge"), "articles"),
    _list("courts", _("Court"), "courts"),
    Fact(
        "sentence",
        _("Sentence"),
        known=~Q(sentence_kinds=[]),
        exact=~Q(sentence_kinds=[])
        & (Q(sentence_days__isnull=False) | ~Q(sentence_kinds__contains=["imprisonment"])),
    ),
    _day("contact", _("Day of the last contact"), "last_contact"),
    _day(
        "end",
        _("Day when the latest detention ended"),
        "released",
        applies=Q(released_earliest__isnull=False) | Q(released_latest__isnull=False),
    ),
    _day("death", _("Day of death"), "died", applies=HAS_DIED),
    Fact(
        "death_class",
        _("How the death relates to custody"),
        known=HAS_DIED & ~Q(death_class=DeathFacts.Class.UNKNOWN),
        exact=HAS_DIED & ~Q(death_class=DeathFacts.Class.UNKNOWN),
        applies=HAS_DIED,
    ),
)


def bits_of(number):
    """The bits of the fact at that place in FACTS: it applies, it is known, it is known exactly."""
    return [1 << (3 * number + place) for place in range(3)]


def in_bits():
    """The number that says all this of an entry."""
    number = Value(0, BigIntegerField())
    for place, fact in enumerate(FACTS):
        conditions = (fact.applies, fact.known, fact.known & fact.exact)
        for bit, condition in zip(bits_of(place), conditions, strict=True):
            if condition == EVERYBODY:
                number = number + Value(bit, BigIntegerField())
            else:
                number = number + Case(
                    When(condition, then=Value(bit)),
                    default=Value(0),
                    output_field=BigIntegerField(),
                )
    return number
