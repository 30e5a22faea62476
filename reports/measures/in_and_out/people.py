"""Who was newly held, and who released: each person once, or one by one."""

from django.db.models import Count, Q

from register.figures import Figure
from reports.measures.in_and_out.flows import (
    detentions,
    maybe_begun,
    maybe_released,
    period_of,
    surely_begun,
    surely_released,
)


def people(question, begins, ends):
    """How many different people were newly held, and how many released: each person once."""
    counts = _touching(question, begins, ends).aggregate(
        held_at_least=_people(_fits(question) & surely_begun(begins, ends)),
        held_at_most=_people(maybe_begun(begins, ends)),
        out_at_least=_people(_fits(question) & surely_released(begins, ends)),
        out_at_most=_people(maybe_released(begins, ends)),
    )
    return (
        Figure(counts["held_at_least"], counts["held_at_most"]),
        Figure(counts["out_at_least"], counts["out_at_most"]),
    )


def newly_held_one_by_one(question):
    """{public id: (at least, at most)}: how many detentions of each record began in the period."""
    days = question.begins, question.ends
    rows = (
        _touching(question, *days)
        .filter(maybe_begun(*days))
        .values_list("entry__public_id")
        .annotate(least=Count("pk", filter=_fits(question) & surely_begun(*days)), most=Count("pk"))
        .order_by()
    )
    return {public_id: (least, most) for public_id, least, most in rows}


def _touching(question, begins, ends):
    """Detentions that may have begun or ended between two days, as an index finds them."""
    period = period_of(begins, ends)
    return detentions(question, question.possible_entries()).filter(
        Q(began_on_days__overlap=period)
        | Q(began_on_days__isnull=True)
        | Q(ended_on_days__overlap=period)
    )


def _fits(question):
    sure = question.certain_entries()
    return Q() if sure is None else Q(entry__in=sure)


def _people(condition):
    return Count("entry", distinct=True, filter=condition)
