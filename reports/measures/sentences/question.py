from dataclasses import dataclass

from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from register.models import Term
from reports.questions import Field
from reports.questions import Question as BaseQuestion

GROUPS = ("", "article", "court", "year", "sex")


@dataclass(frozen=True)
class Question(BaseQuestion):
    """How long are the sentences that were in force on the day, or (`basis=first`) first pronounced?

    `by` compares groups of people as well.
    """

    by: str = ""
    basis: str = Term.Basis.IN_FORCE.value

    @classmethod
    def values(cls, query, asked):
        by = _one_of("by", query, GROUPS)
        basis = _one_of("basis", query, Term.Basis.values) or Term.Basis.IN_FORCE.value
        return super().values(query, asked) | {"by": by, "basis": basis}

    @property
    def is_of_first(self):
        return self.basis == Term.Basis.FIRST

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

    def pinned(self):
        return [*super().pinned(), ("by", self.by), ("basis", self.basis)]


def _one_of(field, query, values):
    text = query.get(field, "").strip()
    if text and text not in values:
        raise NotUnderstood(
            field,
            _("“%(text)s” is none of: %(values)s.")
            % {"text": text[:40], "values": ", ".join(filter(None, values))},
        )
    return text
