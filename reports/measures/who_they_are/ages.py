"""Ages in bands, as bounds: at arrest and on the day, from birth as the register publishes it."""

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

from register.filters.person import has_died
from register.models import Detention

BANDS = [(0, 17), (18, 24), (25, 34), (35, 44), (45, 59), (60, None)]
LAST = len(BANDS) - 1
NOT_BORN = Q(born_earliest=None, born_latest=None)


class Band(Func):
    """The band of the full years from birth to a day; NULL where one of them is not known."""

    output_field = IntegerField()
    arg_joiner = "::timestamp, "
    template = "width_bucket(extract(year from age(%(expressions)s::timestamp))::int, %(from_)s)"

    def __init__(self, born, day):
        from_ = f"ARRAY{[least for least, _most in BANDS[1:]]}"
        super().__init__(day, born, from_=from_)


def with_ages(entries, on):
    """Entries with the youngest and the oldest band at arrest and on the day.

    The arrest is the latest one that may have happened by the day. `is_then_known` and `is_now_known`
    are False where nothing bounds the age; `has_died` is "yes", "maybe" or "no" for the day.
    """
    day = Value(on, DateField())
    return entries.alias(
        arrest_earliest=_arrested("arrested_earliest", on),
        arrest_latest=_arrested("arrested_latest", on),
    ).annotate(
        then_youngest=Band("born_latest", "arrest_earliest"),
        then_oldest=Band("born_earliest", "arrest_latest"),
        is_then_known=_unless(NOT_BORN | Q(arrest_earliest=None, arrest_latest=None)),
        now_youngest=Band("born_latest", day),
        now_oldest=Band("born_earliest", day),
        is_now_known=_unless(NOT_BORN),
        has_died=Case(
            When(has_died(on, certain=True), then=Value("yes")),
            When(has_died(on, certain=False), then=Value("maybe")),
            default=Value("no"),
        ),
    )


def _unless(condition):
    return Case(When(condition, then=False), default=True)


def _arrested(column, on):
    """A flat column of the latest detention; where that began later, of the latest one before."""
    before = (
        Detention.objects.filter(entry=OuterRef("pk"))
        .filter(Q(began_on_days__startswith__lte=on) | Q(began_on_days__startswith=None))
        .exclude(began_on="")
        .order_by(F("began_on_days__startswith").desc(nulls_last=True), "-pk")
    )
    days = {
        "arrested_earliest": F("began_on_days__startswith"),
        "arrested_latest": ExpressionWrapper(
            F("began_on_days__endswith") - Value(1), output_field=DateField()
        ),
    }
    return Case(
        When(arrested_earliest__gt=on, then=Subquery(before.values(day=days[column])[:1])),
        default=F(column),
        output_field=DateField(),
    )
