from datetime import date, timedelta

from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from reports.questions import PeriodQuestion

LONGEST = 120  # months; each is a row of the table


class Question(PeriodQuestion):
    """How many were newly held and how many released, month by month?"""

    @classmethod
    def values(cls, query, asked):
        values = super().values(query, asked)
        if values["ends"] - values["begins"] > timedelta(days=LONGEST * 31):
            raise NotUnderstood(
                "from", _("Choose a period of at most %(years)d years.") % {"years": LONGEST // 12}
            )
        return values

    def months(self):
        """The months of the period as (first day, last day), the first and the last one cut off."""
        months, begins = [], self.begins
        while begins <= self.ends:
            following = _next_month(begins)
            months.append((begins, min(following - timedelta(days=1), self.ends)))
            begins = following
        return months


def _next_month(day):
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
