from dataclasses import dataclass

from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from reports.claims import Measure
from reports.questions import Field
from reports.questions import Question as BaseQuestion

ALL = "all"


@dataclass(frozen=True)
class Question(BaseQuestion):
    """Do the numbers that others state fit what this register counts? `measure` is a code or "all"."""

    measure: str = Measure.IN_CUSTODY.value

    @classmethod
    def values(cls, query, asked):
        measure = query.get("measure", "").strip() or Measure.IN_CUSTODY.value
        if measure not in (ALL, *Measure.values):
            raise NotUnderstood(
                "measure",
                _("“%(text)s” is not a measure of claims. There are: %(codes)s.")
                % {"text": measure[:40], "codes": ", ".join((ALL, *Measure.values))},
            )
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

    def pinned(self):
        return [*super().pinned(), ("measure", self.measure)]
