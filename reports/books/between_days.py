"""The books between two days, as one edition knows them."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Value

from reports.custody import CUSTODY, IN_CUSTODY, spans


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


def books(question, certain, possible):
    """The Books of those certainly and of those possibly in custody.

    They run from the day before the period to its last day. `certain` and `possible` are pairs of
    entries that fit the filters at the beginning and at the end: both None for everyone, the same
    object twice where the day does not matter. Who fits at one of them is followed through the whole
    period; who fits only in between is not counted. A person who stays in the set while the span
    changes (from certain to maybe within the possible set) does not move.
    """
    sure = maybe = _read(question, *possible)
    if question.whom.leaves_doubt:
        sure = _read(question, *certain)
    return (
        _book(question, [IN_CUSTODY], *sure, *certain),
        _book(question, CUSTODY, *maybe, *possible),
    )


def _book(question, statuses, moves, before, after, then, now):
    came_in, went_out = Counter(), Counter()
    for begins, status, other, reason, number in moves:
        if status in statuses and other not in statuses:
            if begins:
                came_in[other] += number
            else:
                went_out[other, reason] += number
    filtered = {}
    if then is not now:
        everyone = spans(question).filter(status__in=statuses)
        filtered["entered"] = _moved(everyone, question.day_before, to=now, from_=then)
        filtered["left"] = _moved(everyone, question.ends, to=then, from_=now)
    return Book(
        opening=sum(before[status] for status in statuses),
        came_in=dict(came_in),
        went_out=dict(went_out),
        closing=sum(after[status] for status in statuses),
        **filtered,
    )


def _read(question, then, now):
    """Movements of the period, and {status: people} in custody on the day before it and on its last day."""
    held = spans(question).filter(status__in=CUSTODY)
    return (
        _moves(question, held, then, now),
        _on(held, question.day_before, then),
        _on(held, question.ends, now),
    )


def _moves(question, held, then, now):
    """[(whether it begins, status, status before or after, reason of what comes after, how many)].

    Of spans of custody: those that begin in the period by what comes before, those that end in it
    by what comes after.
    """
    if now is not None:
        fits = now.condition()
        held = held.filter(fits if then is now else fits | then.condition())
    days = question.begins, question.ends
    begun = held.filter(begins__range=days).values_list(
        Value(True), "status", "status_before", Value("")
    )
    ended = held.filter(ends__range=days).values_list(
        Value(False), "status", "status_after", "reason_after"
    )
    return [row for moved in (begun, ended) for row in moved.annotate(number=Count("*")).order_by()]


def _on(held, day, entries):
    held = held.filter(begins__lte=day, ends__gt=day)
    if entries is not None:
        held = held.filter(entries.condition())
    return Counter(dict(held.values_list("status").annotate(number=Count("*")).order_by()))


def _moved(everyone, day, *, to, from_):
    """In custody on the day, and let through by one reading of the filter and not by the other."""
    held = everyone.filter(to.condition(), ~from_.condition(), begins__lte=day, ends__gt=day)
    return held.count()
