"""The books between two days, as one edition knows them."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat

from register.models import Span
from reports.custody import spans


@dataclass(frozen=True)
class Book:
    """People of one set: at the beginning, in by where from, out by where to, at the end.

    `entered` and `left` are those in custody whom the filter lets in or out with time: by their age.
    """

    opening: int
    came_in: dict  # the status before, "" for none: number
    went_out: dict  # (the status that follows, reason): number
    closing: int
    entered: int = 0
    left: int = 0

    @property
    def balances(self):
        moved = sum(self.came_in.values()) - sum(self.went_out.values())
        return self.opening + moved + self.entered - self.left == self.closing


def book(question, statuses, then, now):
    """The Book of people with one of `statuses`, from the day before the period to its last day.

    `then` and `now` are the entries that fit the filters at the beginning and at the end, both None
    for everyone and the same object where the day does not matter. Who fits at one of them is
    followed through the whole period; who fits only in between is not counted. A person who stays in
    the set while the span changes (from certain to maybe within the possible set) does not move.
    """
    everyone = spans(question).filter(status__in=statuses)
    followed = _of(everyone, then, now)
    stock = {
        "opening": _on(everyone, question.day_before, then),
        "closing": _on(everyone, question.ends, now),
    }
    if then is not now:
        stock["entered"] = _moved(everyone, question.day_before, to=now, from_=then)
        stock["left"] = _moved(everyone, question.ends, to=then, from_=now)
    return Book(
        came_in=_came_in(question, followed, statuses),
        went_out=_went_out(question, followed, statuses),
        **stock,
    )


def _of(everyone, then, now):
    if now is None:
        return everyone
    return everyone.filter(entry__in=now) if then is now else everyone.filter(_either(then, now))


def _either(then, now):
    return Q(entry__in=then.values("pk")) | Q(entry__in=now.values("pk"))


def _on(everyone, day, entries):
    held = everyone.filter(begins__lte=day, ends__gt=day)
    return (held if entries is None else held.filter(entry__in=entries)).count()


def _moved(everyone, day, *, to, from_):
    """In custody on the day, and let through by one reading of the filter and not by the other."""
    held = everyone.filter(begins__lte=day, ends__gt=day, entry__in=to.values("pk"))
    return held.exclude(entry__in=from_.values("pk")).count()


def _came_in(question, followed, statuses):
    before = Span.objects.filter(entry=OuterRef("entry"), ends=OuterRef("begins"))
    came = (
        followed.filter(begins__gte=question.begins, begins__lte=question.ends)
        .filter(~Exists(before.filter(status__in=statuses)))
        .annotate(before=Subquery(before.values("status")[:1]))
    )
    return {status or "": number for status, number in _counted(came, "before")}


def _went_out(question, followed, statuses):
    after = Span.objects.filter(entry=OuterRef("entry"), begins=OuterRef("ends"))
    went = (
        followed.filter(ends__gte=question.begins, ends__lte=question.ends)
        .filter(~Exists(after.filter(status__in=statuses)))
        .annotate(to=Subquery(after.values(way=Concat("status", Value(":"), "reason"))[:1]))
    )
    return {tuple((to or ":").split(":")): number for to, number in _counted(went, "to")}


def _counted(rows, name):
    return rows.values_list(name).annotate(Count("pk")).order_by()
