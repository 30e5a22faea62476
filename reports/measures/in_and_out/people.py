"""Who was newly held, and who released: each person once, or one by one."""

from django.db.models import Count, Q

from register.figures import Figure
from reports.measures.in_and_out.flows import NOT_RELEASED, detentions, period_of


def people(question, begins, ends):
    """How many different people were newly held, and how many released: each person once."""
    is_release = Q(ended_on_days__isnull=False) & ~Q(end_reason__in=NOT_RELEASED)
    surely_begins, may_begin = _beginnings(begins, ends)
    may_end = is_release & _not_after("ends_earliest", ends) & _not_before("ends_latest", begins)
    sure = question.certain_entries()
    fits = Q() if sure is None else Q(entry__in=sure)
    period = period_of(begins, ends)
    touching = _begins_near(period) | Q(ended_on_days__overlap=period)
    counts = (
        detentions(question, question.possible_entries())
        .filter(touching)
        .aggregate(
            held_at_least=_people(fits & surely_begins),
            held_at_most=_people(may_begin),
            out_at_least=_people(
                fits & is_release & Q(ends_earliest__gte=begins, ends_latest__lte=ends)
            ),
            out_at_most=_people(may_end),
        )
    )
    return (
        Figure(counts["held_at_least"], counts["held_at_most"]),
        Figure(counts["out_at_least"], counts["out_at_most"]),
    )


def newly_held_one_by_one(question):
    """{public id: (at least, at most)}: how many detentions of each record began in the period."""
    begins, ends = question.begins, question.ends
    surely_begins, may_begin = _beginnings(begins, ends)
    sure = question.certain_entries()
    fits = Q() if sure is None else Q(entry__in=sure)
    rows = (
        detentions(question, question.possible_entries())
        .filter(_begins_near(period_of(begins, ends)), may_begin)
        .values_list("entry__public_id")
        .annotate(least=Count("pk", filter=fits & surely_begins), most=Count("pk"))
        .order_by()
    )
    return {public_id: (least, most) for public_id, least, most in rows}


def _beginnings(begins, ends):
    """Conditions on detentions: that they surely began between two days, and that they may have."""
    is_dated = Q(began_on_days__isnull=False)
    in_period = Q(begins_earliest__gte=begins, begins_earliest__lte=ends)
    surely = is_dated & Q(begins_earliest__gte=begins, begins_latest__lte=ends)
    maybe = is_dated & Q(begins_earliest__lte=ends) & _not_before("begins_latest", begins)
    return surely, maybe | (~is_dated & in_period)


def _begins_near(period):
    """What an index finds of those that may have begun in the period."""
    return Q(began_on_days__overlap=period) | Q(began_on_days__isnull=True)


def _not_before(name, day):
    return Q(**{f"{name}__gte": day}) | Q(**{f"{name}__isnull": True})


def _not_after(name, day):
    return Q(**{f"{name}__lte": day}) | Q(**{f"{name}__isnull": True})


def _people(condition):
    return Count("entry", distinct=True, filter=condition)
