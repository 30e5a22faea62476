from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from prisoners.facts.treatment import ConditionFacts
from reports.questions import Field, SinceTheFirst, read_choice

Kind = ConditionFacts.Kind


@dataclass(frozen=True)
class Question(SinceTheFirst):
    """Under which conditions were people held in the period? `kind` asks about one of them."""

    own: ClassVar[tuple] = ("kind",)

    kind: str = ""

    @classmethod
    def values(cls, query, asked):
        kind = read_choice("kind", query, Kind.values)
        return super().values(query, asked) | {"kind": kind}

    def fields(self):
        choices = (("", _("all")), *Kind.choices)
        return [*super().fields(), Field("kind", _("Condition"), self.kind, "select", choices)]

    def asks(self):
        return [*super().asks(), ("kind", self.kind)]
