from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from prisoners.facts.prosecution import (
    ChargeFacts,
    ChargeTexts,
    ProsecutionFacts,
    ProsecutionTexts,
    SentencePartFacts,
    SentencePartTexts,
    VerdictFacts,
    VerdictTexts,
)
from prisoners.models.part import (
    NestedPart,
    PrisonerPart,
    hands_down,
    nested_part_triggers,
    part_triggers,
)


@tracked
class Prosecution(ProsecutionFacts, ProsecutionTexts, PrisonerPart):
    case_number = models.CharField(_("case number"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("prosecution")
        verbose_name_plural = _("prosecutions")
        ordering = ["opened_on", "id"]
        triggers = [
            *part_triggers(),
            hands_down(prisoners_charge="prosecution_id", prisoners_verdict="prosecution_id"),
        ]

    def __str__(self):
        return self.title or str(_("Prosecution"))


@tracked
class Charge(ChargeFacts, ChargeTexts, NestedPart):
    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="charge_says_which",
                condition=Q(article__isnull=False) | ~Q(as_stated=""),
                violation_error_message=_("Choose the article or write the charge as stated."),
            )
        ]
        triggers = nested_part_triggers("prisoners_prosecution", "prosecution_id")

    def __str__(self):
        return str(self.article or self.as_stated)


@tracked
class Verdict(VerdictFacts, VerdictTexts, NestedPart):
    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["decided_on", "id"]
        triggers = [
            *nested_part_triggers("prisoners_prosecution", "prosecution_id"),
            hands_down(prisoners_sentencepart="verdict_id"),
        ]

    def __str__(self):
        return f"{self.get_instance_display()} {self.decided_on}"


@tracked
class SentencePart(SentencePartFacts, SentencePartTexts, NestedPart):
    class Meta:
        verbose_name = _("sentence part")
        verbose_name_plural = _("sentence parts")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="sentence_part_money_with_currency",
                condition=Q(amount__isnull=True) | ~Q(currency=""),
                violation_error_message=_("Give the currency of the amount."),
            ),
            models.CheckConstraint(
                name="sentence_part_amount_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message=_("An amount of money is not negative."),
            ),
            models.CheckConstraint(
                name="sentence_part_life_has_no_term",
                condition=~Q(kind__in=["life", "death"])
                | Q(years__isnull=True, months__isnull=True, days__isnull=True),
                violation_error_message=_("A life or death sentence has no term."),
            ),
        ]
        triggers = nested_part_triggers("prisoners_verdict", "verdict_id")

    def __str__(self):
        return self.get_kind_display()
