"""Ages in bands, as bounds: at arrest and on the day, from birth as the register publishes it."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    DateField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from register.days import years_before
from register.filters.person import has_died
from register.models import Detention

BANDS = [(0, 17), (18, 24), (25, 34), (35, 44), (45, 59), (60, None)]
LAST = len(BANDS) - 1
BOUNDARIES = [least for least, _most in BANDS[1:]]
NOT_BORN = Q(born_earliest=None, born_latest=None)


class BandBetween(Func):
    """The band of the full years from birth to a day; NULL where one of them is not known."""

    output_field = IntegerField()
    arg_joiner = "::timestamp, "
    template = (
        f"width_bucket(date_part('year', age(%(expressions)s::timestamp))::int, ARRAY{BOUNDARIES})"
    )

    def __init__(self, born, day):
        super().__init__(day, born)


class BandOn(Func):
    """The same on one day for everybody: which of the birthdays that divide the bands came before."""

    output_field = IntegerField()
    function = "width_bucket"
    template = f"({LAST} - %(function)s(%(expressions)s))"

    def __init__(self, born, day):
        days = [years_before(day, years) + timedelta(days=1) for years in reversed(BOUNDARIES)]
        super().__init__(F(born), Value(days, ArrayField(DateField())))


def with_ages(entries, on, *, alive):
    """Entries, in parts, with the youngest and the oldest band on the day and at the latest arrest by then.

    `is_now_known` and `is_then_known` are False where nothing bounds the age; `has_died` is "yes",
    "maybe" or "no" for the day: "no" for everybody where they are counted as `alive`. Of those who
    were arrested before the day and again since, the arrest is looked up one by one; they are the
    second part, so that workers can count the first one together.
    """
    again = Q(arrested_earliest__gt=on) & (
        Q(first_arrested_earliest=None) | Q(first_arrested_earliest__lte=on)
    )
    by_then = {
        name: Case(When(arrested_earliest__gt=on, then=None), default=F(f"arrested_{side}"))
        for name, side in (("arrest_earliest", "earliest"), ("arrest_latest", "latest"))
    }
    parts = entries.filter(~again).alias(**by_then), _with_arrest_before(entries.filter(again), on)
    return [_with_bands(part, on, alive) for part in parts]


def _with_bands(entries, on, alive):
    died = Case(
        When(has_died(on, certain=True), then=Value("yes")),
        When(has_died(on, certain=False), then=Value("maybe")),
        default=Value("no"),
    )
    return entries.annotate(
        now_youngest=BandOn("born_latest", on),
        now_oldest=BandOn("born_earliest", on),
        is_now_known=_unless(NOT_BORN),
        has_died=Value("no") if alive else died,
        then_youngest=BandBetween("born_latest", "arrest_earliest"),
        then_oldest=BandBetween("born_earliest", "arrest_latest"),
        is_then_known=_unless(NOT_BORN | Q(arrest_earliest=None, arrest_latest=None)),
    )


def _with_arrest_before(entries, on):
    """The entries with the days of the latest arrest that may have been by the day."""
    arrests = (
        Detention.objects.filter(entry=OuterRef("pk"))
        .filter(Q(began_on_days__startswith__lte=on) | Q(began_on_days__startswith=None))
        .exclude(began_on="")
        .order_by(F("began_on_days__startswith").desc(nulls_last=True), "-pk")
    )
    last_day = ExpressionWrapper(F("began_on_days__endswith") - Value(1), output_field=DateField())
    return entries.alias(
        arrest_earliest=Subquery(arrests.values("began_on_days__startswith")[:1]),
        arrest_latest=Subquery(arrests.values(day=last_day)[:1]),
    )


def _unless(condition):
    return Case(When(condition, then=False), default=True)
