from register.days import end_of
from register.models import Change, Edition
from reports.questions import PeriodQuestion


class Question(PeriodQuestion):
    """Which published records changed in the editions of a period, how, and why?

    The days of the period are days of publication.
    """

    def editions(self):
        """{number: moment} of the editions of the period, none later than the one asked about."""
        editions = Edition.objects.filter(
            number__lte=self.edition,
            published_at__gte=end_of(self.day_before),
            published_at__lt=end_of(self.ends),
        )
        return dict(editions.values_list("number", "published_at"))

    def changes(self):
        """The changes of these editions; with filters only of people who may fit them now."""
        ends = self.editions()
        changes = Change.objects.filter(
            edition__gte=min(ends, default=1), edition__lte=max(ends, default=0)
        )
        people = self.possible_entries
        return (
            changes
            if people is None
            else changes.filter(public_id__in=people.entries().values("public_id"))
        )
