from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from reports.questions import Field, read_number
from reports.questions import Question as BaseQuestion

YEAR, MOST_DAYS = 365, 40_000


@dataclass(frozen=True)
class Question(BaseQuestion):
    """Who has been out of contact for more than `days` days on the day asked about?"""

    own: ClassVar[tuple] = ("days",)

    days: int = YEAR

    @classmethod
    def values(cls, query, asked):
        days = read_number("days", query, YEAR, most=MOST_DAYS)
        return super().values(query, asked) | {"days": days}

    def fields(self):
        return [
            Field("days", _("Out of contact for more than (days)"), str(self.days), "number"),
            *super().fields(),
        ]

    def asks(self):
        return [*super().asks(), ("days", str(self.days))]
