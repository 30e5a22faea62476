from dataclasses import dataclass

from django.utils.translation import gettext as _

from prisoners.facts.treatment import ConditionFacts
from register.asked import NotUnderstood
from reports.questions import Field, SinceTheFirst

Kind = ConditionFacts.Kind


@dataclass(frozen=True)
class Question(SinceTheFirst):
    """Under which conditions were people held in the period? `kind` asks about one of them."""

    kind: str = ""

    @classmethod
    def values(cls, query, asked):
        kind = query.get("kind", "").strip()
        if kind and kind not in Kind.values:
            raise NotUnderstood(
                "kind",
                _("“%(text)s” is no condition. There are: %(kinds)s.")
                % {"text": kind[:40], "kinds": ", ".join(Kind.values)},
            )
        return super().values(query, asked) | {"kind": kind}

    def fields(self):
        choices = (("", _("all")), *Kind.choices)
        return [*super().fields(), Field("kind", _("Condition"), self.kind, "select", choices)]

    def pinned(self):
        return [*super().pinned(), ("kind", self.kind)]
