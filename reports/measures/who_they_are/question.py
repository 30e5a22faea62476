from dataclasses import dataclass

from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from reports.questions import Field
from reports.questions import Question as BaseQuestion

HELD, RECORDED = "held", "recorded"


@dataclass(frozen=True)
class Question(BaseQuestion):
    """Who are the people held on the day, or (`of=recorded`) all who are recorded?"""

    of: str = HELD

    @classmethod
    def values(cls, query, asked):
        of = query.get("of", "").strip() or HELD
        if of not in (HELD, RECORDED):
            raise NotUnderstood(
                "of", _("“%(text)s” is neither “held” nor “recorded”.") % {"text": of[:40]}
            )
        return super().values(query, asked) | {"of": of}

    @property
    def is_of_held(self):
        return self.of == HELD

    def fields(self):
        choices = ((HELD, _("held on the day")), (RECORDED, _("recorded, held or not")))
        return [Field("of", _("Of those"), self.of, "select", choices), *super().fields()]

    def pinned(self):
        return [*super().pinned(), ("of", self.of)]
