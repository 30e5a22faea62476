"""What may be told of changes: of people whose name is withheld today, not what changed."""

from register.models import Identity
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
