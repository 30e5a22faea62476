from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from reports.questions import Field, read_choice
from reports.questions import Question as BaseQuestion

HELD, RECORDED = "held", "recorded"


@dataclass(frozen=True)
class Question(BaseQuestion):
    """Who are the people held on the day, or (`of=recorded`) all who are recorded?"""

    own: ClassVar[tuple] = ("of",)

    of: str = HELD

    @classmethod
    def values(cls, query, asked):
        of = read_choice("of", query, (HELD, RECORDED), HELD)
        return super().values(query, asked) | {"of": of}

    @property
    def is_of_held(self):
        return self.of == HELD

    def fields(self):
        choices = ((HELD, _("held on the day")), (RECORDED, _("recorded, held or not")))
        return [Field("of", _("Of those"), self.of, "select", choices), *super().fields()]

    def asks(self):
        return [*super().asks(), ("of", self.of)]
