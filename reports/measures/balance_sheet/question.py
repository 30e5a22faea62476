from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from register.asked import NotUnderstood, read_asked
from reports.questions import Field, PeriodQuestion


@dataclass(frozen=True)
class Question(PeriodQuestion):
    """Who came and went between two days, and what a later edition says otherwise of the last one?

    `since_edition` is the edition that the one asked about is compared with; 0 where there is none.
    """

    own: ClassVar[tuple] = ("since_edition",)

    since_edition: int = 0

    @classmethod
    def values(cls, query, asked):
        return super().values(query, asked) | {"since_edition": _since(query, asked)}

    def fitting_at_both_ends(self):
        """The entries that certainly fit at the beginning and at the end, and those that may."""
        now = then = self.whom.fitting(self.ends, self.known)
        if self.whom.follows_the_day:
            then = self.whom.fitting(self.day_before, self.known)
        return tuple(zip(then, now, strict=True))

    def fields(self):
        return [
            *super().fields(),
            Field(
                "since_edition",
                _("Compared with edition or day"),
                str(self.since_edition or ""),
                "text",
            ),
        ]

    def asks(self):
        since = [("since_edition", str(self.since_edition))] if self.since_edition else []
        return [*super().asks(), *since]


def _since(query, asked):
    """The edition before the one asked about, unless another is named."""
    text = query.get("since_edition", "").strip()
    if not text:
        return max(asked.edition_number - 1, 0)
    try:
        since = read_asked(QueryDict(urlencode({"known": text}))).edition_number
    except NotUnderstood as error:
        raise NotUnderstood("since_edition", error.message) from error
    if since >= asked.edition_number:
        raise NotUnderstood(
            "since_edition", _("Compare with an edition before the one that is asked about.")
        )
    return since
