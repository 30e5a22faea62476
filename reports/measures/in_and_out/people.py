"""Who was newly held, one by one."""

from django.db.models import Count

from reports.measures.in_and_out.flows import maybe_begun, spells, surely_begun


def newly_held_one_by_one(question):
    """{public id: (at least, at most)}: how many detentions of each record began in the period."""
    days = question.begins, question.ends
    rows = (
        spells(question, question.possible_entries)
        .filter(maybe_begun(*days))
        .values_list("entry__public_id")
        .annotate(
            least=Count("pk", filter=question.surely_fits() & surely_begun(*days)),
            most=Count("pk"),
        )
        .order_by()
    )
    return {public_id: (least, most) for public_id, least, most in rows}
