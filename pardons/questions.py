"""Questions of the office about clemency acts."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from pardons.models import AnnouncedCount, Beneficiary


def with_places(acts):
    """Acts with `announced` (the adopted total), `identified` people and `open_places`.

    Open places are what was announced at least, minus the people entered; without an adopted total
    they are unknown (NULL).
    """
    totals = AnnouncedCount.objects.filter(act=OuterRef("pk"), category="total", is_adopted=True)
    people = Beneficiary.objects.filter(act=OuterRef("pk")).order_by().values("act")
    return acts.annotate(
        announced=Subquery(
            totals.values(n=Coalesce("lower", "upper"))[:1], output_field=IntegerField()
        ),
        identified=Coalesce(Subquery(people.values(n=Count("pk"))), 0),
    ).annotate(
        open_places=Case(
            When(announced__isnull=False, then=Greatest(F("announced") - F("identified"), 0))
        )
    )
