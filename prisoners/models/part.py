"""What every row that belongs to a prisoner has."""

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.triggers import fills, touches_record

PUBLIC_ID_OF_ROW = "(SELECT public_id FROM prisoners_prisoner WHERE id = {row}.prisoner_id)"


class PrisonerPart(models.Model):
    """A row of one prisoner's record. `code` is its permanent name in citations and in the register."""

    code = models.UUIDField(
        default=uuid.uuid4, db_default=RandomUUID(), unique=True, editable=False
    )
    prisoner = models.ForeignKey(
        "Prisoner", verbose_name=_("prisoner"), on_delete=models.CASCADE, related_name="%(class)ss"
    )
    staff_note = models.TextField(_("note for staff"), blank=True)

    class Meta:
        abstract = True


class NestedPart(PrisonerPart):
    """A row that belongs to a part; a trigger takes `prisoner` from there."""

    prisoner = models.ForeignKey(
        "Prisoner",
        verbose_name=_("prisoner"),
        on_delete=models.CASCADE,
        editable=False,
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True


def part_triggers():
    return [touches_record(PUBLIC_ID_OF_ROW)]


def nested_part_triggers(table, column):
    """Triggers of a row whose parent is the row `column` of `table`."""
    return [
        fills("prisoner_id", f"SELECT prisoner_id FROM {table} WHERE id = NEW.{column}"),
        touches_record(PUBLIC_ID_OF_ROW),
    ]
