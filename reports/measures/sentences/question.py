from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from register.models import Term
from reports.questions import Field, read_choice
from reports.questions import Question as BaseQuestion

GROUPS = ("", "article", "court", "year", "sex")


@dataclass(frozen=True)
class Question(BaseQuestion):
    """How long are the sentences that were in force on the day, or (`basis=first`) first pronounced?

    `by` compares groups of people as well.
    """

    own: ClassVar[tuple] = ("by", "basis")

    by: str = ""
    basis: str = Term.Basis.IN_FORCE.value

    @classmethod
    def values(cls, query, asked):
        by = read_choice("by", query, GROUPS)
        basis = read_choice("basis", query, Term.Basis.values, Term.Basis.IN_FORCE.value)
        return super().values(query, asked) | {"by": by, "basis": basis}

    def fields(self):
        groups = (
            ("", _("nothing")),
            ("article", _("article")),
            ("court", _("court")),
            ("year", _("year of the verdict")),
            ("sex", _("sex")),
        )
        return [
            Field("by", _("Compared by"), self.by, "select", groups),
            Field("basis", _("Sentences"), self.basis, "select", Term.Basis.choices),
            *super().fields(),
        ]

    def asks(self):
        return [*super().asks(), ("by", self.by), ("basis", self.basis)]
