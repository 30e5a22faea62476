from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from reports.claims import Measure
from reports.questions import Field, read_choice
from reports.questions import Question as BaseQuestion

ALL = "all"


@dataclass(frozen=True)
class Question(BaseQuestion):
    """Do the numbers that others state fit what this register counts? `measure` is a code or "all"."""

    own: ClassVar[tuple] = ("measure",)

    measure: str = Measure.IN_CUSTODY.value

    @classmethod
    def values(cls, query, asked):
        measure = read_choice("measure", query, (ALL, *Measure.values), Measure.IN_CUSTODY.value)
        return super().values(query, asked) | {"measure": measure}

    @property
    def measures(self):
        return Measure.values if self.measure == ALL else [self.measure]

    def fields(self):
        choices = (*Measure.choices, (ALL, _("all measures")))
        return [
            Field("measure", _("What is claimed"), self.measure, "select", choices),
            *super().fields(),
        ]

    def asks(self):
        return [*super().asks(), ("measure", self.measure)]
