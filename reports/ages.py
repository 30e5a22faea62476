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
    """Entries with the youngest and the oldest band on the day and at the latest arrest by then.

    `is_now_known` and `is_then_known` are False where nothing bounds the age; `has_died` is "yes",
    "maybe" or "no" for the day: "no" for everybody where they are counted as `alive`.
    """
    died = Case(
        When(has_died(on, certain=True), then=Value("yes")),
        When(has_died(on, certain=False), then=Value("maybe")),
        default=Value("no"),
    )
    return _with_arrest(entries, on).annotate(
        now_youngest=BandOn("born_latest", on),
        now_oldest=BandOn("born_earliest", on),
        is_now_known=_unless(NOT_BORN),
        has_died=Value("no") if alive else died,
        then_youngest=BandBetween("born_latest", "arrest_earliest"),
        then_oldest=BandBetween("born_earliest", "arrest_latest"),
        is_then_known=_unless(NOT_BORN | Q(arrest_earliest=None, arrest_latest=None)),
    )


def _with_arrest(entries, on):
    """The entries with the days of the latest arrest, for those arrested again since of the one before."""
    arrests = (
        Detention.objects.filter(entry=OuterRef("pk"))
        .filter(Q(began_on_days__startswith__lte=on) | Q(began_on_days__startswith=None))
        .exclude(began_on="")
        .order_by(F("began_on_days__startswith").desc(nulls_last=True), "-pk")
    )
    last_day = ExpressionWrapper(F("began_on_days__endswith") - Value(1), output_field=DateField())
    days = {
        "earliest": arrests.values("began_on_days__startswith")[:1],
        "latest": arrests.values(day=last_day)[:1],
    }
    return entries.alias(
        **{
            f"arrest_{side}": Case(
                When(arrested_earliest__gt=on, then=Subquery(before)), default=f"arrested_{side}"
            )
            for side, before in days.items()
        }
    )


def _unless(condition):
    return Case(When(condition, then=False), default=True)
