from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from register.models import ActEntry
from reports.questions import PeriodQuestion


class Question(PeriodQuestion):
    """How many were announced, how many are known by name, act by act?"""

    @classmethod
    def values(cls, query, asked):
        values = super().values(query, asked)
        if values["whom"].filters:
            name = values["whom"].query()[0][0]
            raise NotUnderstood(
                name, _("This report counts acts: it has no filters of people, only a period.")
            )
        return values

    @classmethod
    def default_start(cls, asked, ends):
        """The day of the first act in the ledger."""
        acts = ActEntry.objects.known(asked.known).filter(
            is_in_ledger=True, announced_on_days__startswith__lte=ends
        )
        first = acts.order_by("announced_on_days__startswith").values_list(
            "announced_on_days__startswith", flat=True
        )
        return first.first() or ends

    def fields(self):
        return super().fields()[:2]
