from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from register.asked import NotUnderstood
from register.filters.fields import territories
from register.models import Article
from reports.questions import Field
from reports.questions import Question as BaseQuestion


@dataclass(frozen=True)
class Question(BaseQuestion):
    """Under which articles are people charged and convicted, of the code of one country (`code`) or all?"""

    own: ClassVar[tuple] = ("code",)

    code: str = ""

    @classmethod
    def values(cls, query, asked):
        code = query.get("code", "").strip().upper()
        if code and code not in territories("en"):
            raise NotUnderstood(
                "code", _("“%(text)s” is not a code of a country.") % {"text": code[:40]}
            )
        return super().values(query, asked) | {"code": code}

    def fields(self):
        codes = Article.objects.order_by("country").values_list("country", flat=True).distinct()
        choices = [("", _("all")), *((code, code) for code in codes if code)]
        if self.code and (self.code, self.code) not in choices:
            choices.append((self.code, self.code))
        return [
            Field("code", _("Code of law of"), self.code, "select", tuple(choices)),
            *super().fields(),
        ]

    def asks(self):
        return [*super().asks(), ("code", self.code)]
