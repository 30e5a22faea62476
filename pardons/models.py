"""Working records of clemency acts. Confidential until published."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.triggers import at_commit, never_changes, touches_record
from pardons.facts import AnnouncedCountFacts, BeneficiaryFacts, BeneficiaryTexts, ClemencyActFacts
from prisoners.models import Prisoner
from sources.models.record import Root
from sources.models.roots import record_field, root_triggers
from sources.triggers import citations_follow

PUBLIC_ID_OF_ROW = "(SELECT public_id FROM pardons_clemencyact WHERE id = {row}.act_id)"


def act_adds_up(act="NEW.act_id"):
    """The announced numbers and the people of an act fit together (`pardons/sql/rules.sql`)."""
    return at_commit("act_adds_up", f"check_act_adds_up({act})")


def act_part_triggers():
    return [
        *touches_record(PUBLIC_ID_OF_ROW),
        citations_follow(PUBLIC_ID_OF_ROW),
        never_changes(
            "code", rule="code_never_changes", message="The code of a row never changes."
        ),
        act_adds_up(),
    ]


class ActPart(models.Model):
    """A row of one act. `code` is its permanent name in citations and in the register."""

    code = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        abstract = True


@tracked
class ClemencyAct(ClemencyActFacts, Root):
    record = record_field("CA")
    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Short name used in imports."),
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        verbose_name = _("clemency act")
        verbose_name_plural = _("clemency acts")
        ordering = ["-announced_on", "id"]
        triggers = [*root_triggers("act"), act_adds_up("NEW.id")]

    def __str__(self):
        return (
            self.title or f"{self.get_kind_display()} {self.announced_on or '?'} ({self.public_id})"
        )


@tracked
class AnnouncedCount(AnnouncedCountFacts, ActPart):
    act = models.ForeignKey(
        ClemencyAct,
        verbose_name=_("clemency act"),
        on_delete=models.CASCADE,
        related_name="announced_counts",
    )

    class Meta:
        verbose_name = _("announced count")
        verbose_name_plural = _("announced counts")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="announced_bounds_in_order",
                condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(lower__lte=F("upper")),
                violation_error_message=_("“At least” is larger than “at most”."),
            ),
            models.CheckConstraint(
                name="announced_says_something",
                condition=Q(lower__isnull=False) | Q(upper__isnull=False) | ~Q(stated=""),
                violation_error_message=_("Give a number or the words in which it was stated."),
            ),
            models.UniqueConstraint(
                fields=["act", "category"],
                condition=Q(is_adopted=True) & ~Q(category="other"),
                name="announced_one_adopted",
                violation_error_message=_("Another number of this category is adopted already."),
            ),
        ]
        triggers = act_part_triggers()

    def __str__(self):
        return f"{self.get_category_display()}: {self.stated or self.lower}"


@tracked
class Beneficiary(BeneficiaryFacts, BeneficiaryTexts, ActPart):
    """A person who benefited: one of our prisoners, or somebody with the attributes that are known."""

    act = models.ForeignKey(
        ClemencyAct,
        verbose_name=_("clemency act"),
        on_delete=models.CASCADE,
        related_name="beneficiaries",
    )
    prisoner = models.ForeignKey(
        Prisoner,
        verbose_name=_("prisoner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="benefits",
    )

    class Meta:
        verbose_name = _("beneficiary")
        verbose_name_plural = _("beneficiaries")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["act", "prisoner"],
                name="beneficiary_once",
                violation_error_message=_("This person is a beneficiary of this act already."),
            ),
        ]
        triggers = act_part_triggers()

    def __str__(self):
        return str(self.prisoner or self.name_as_reported or self.get_sex_display())
