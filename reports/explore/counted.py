"""What each record adds to the total of a cross-tabulation."""

from reports.explore.sets import of_question


def counted(question):
    """{public id: (at least, at most)}; sums to the total."""
    sure, maybe = (
        set(entries.values_list("public_id", flat=True))
        for entries in of_question(question.people, question)
    )
    return {public_id: (int(public_id in sure), 1) for public_id in sure | maybe}
