"""Do the books balance? Stock at the end = stock at the beginning + who came in − who went out.

On the certain set and on the possible set each, from the same spans that the stocks are counted
from, but counted apart: entries and exits are walked person by person, stocks are taken on a day.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from register.models import Span


@dataclass(frozen=True)
class Book:
    """People of one set: at the beginning, in, out by where to, at the end."""

    opening: int
    came_in: int
    went_out: dict  # (status that follows, reason): number
    closing: int

    @property
    def balances(self):
        return self.opening + self.came_in - sum(self.went_out.values()) == self.closing


def book(question, of_set, statuses):
    """The Book of a set of spans (those with `statuses`), from the day before the period to its last day.

    Changes fall on the days from `begins` to `ends`. A person who stays in the set while the span
    changes (from certain to maybe within the possible set) neither goes out nor comes in.
    """
    same_person = Span.objects.filter(entry=OuterRef("entry"))
    same_set = same_person.filter(status__in=statuses)
    following = same_person.filter(begins=OuterRef("ends"))
    came_in = of_set.filter(
        ~Exists(same_set.filter(ends=OuterRef("begins"))),
        begins__gte=question.begins,
        begins__lte=question.ends,
    ).count()
    went_out = (
        of_set.filter(
            ~Exists(same_set.filter(begins=OuterRef("ends"))),
            ends__gte=question.begins,
            ends__lte=question.ends,
        )
        .annotate(to=Subquery(following.values(way=Concat("status", Value(":"), "reason"))[:1]))
        .values_list("to")
        .annotate(Count("pk"))
        .order_by()
    )
    stock = of_set.aggregate(opening=_on(question.day_before), closing=_on(question.ends))
    return Book(
        stock["opening"],
        came_in,
        {tuple((to or ":").split(":")): number for to, number in went_out},
        stock["closing"],
    )


def _on(day):
    return Count("pk", filter=Q(begins__lte=day, ends__gt=day))
