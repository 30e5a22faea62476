"""What may be told of changes: of people whose name is withheld today, not what changed, nor why asked."""

from register.models import Identity
from register.readers.people import people, told_too_much
from reports.measures.corrections.words import TOGETHER


def facts_told(changes):
    """[(change, the codes of its facts)]; no codes for people whose name is withheld."""
    withheld = set(
        Identity.objects.filter(
            pk__in=[change.public_id for change in changes], is_withheld=True
        ).values_list("pk", flat=True)
    )
    return [
        (change, "" if change.public_id in withheld else TOGETHER.join(change.facts))
        for change in changes
    ]


def may_be_listed(changes, question):
    """These changes, where filters choose them without those of people who were withheld since.

    They are counted; in the log their id would say that they fitted the filters.
    """
    if question.possible_entries is None:
        return changes
    hidden = told_too_much(people(change.public_id for change in changes), question.known)
    return [change for change in changes if change.public_id not in hidden]
