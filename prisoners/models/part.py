"""What every row that belongs to a prisoner has."""

import uuid

import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.triggers import fills, never_changes, touches_record
from sources.triggers import citations_follow

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
    return [
        *touches_record(PUBLIC_ID_OF_ROW),
        citations_follow(PUBLIC_ID_OF_ROW),
        never_changes(
            "code", rule="code_never_changes", message="The code of a row never changes."
        ),
    ]


def nested_part_triggers(table, column):
    """Triggers of a row whose parent is the row `column` of `table`."""
    return [
        *fills(
            "prisoner_id",
            table=table,
            link=column,
            rule="part_of_the_same_person",
            message="A row belongs to another person than the one that it lies in.",
        ),
        *part_triggers(),
    ]


def hands_down(**children):
    """When a row goes to another person, the rows below it go too: `table="column that points here"`."""
    updates = " ".join(
        f"UPDATE {table} SET prisoner_id = NEW.prisoner_id WHERE {column} = NEW.id;"
        for table, column in children.items()
    )
    return pgtrigger.Trigger(
        name="hands_down",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange("prisoner"),
        func=f"{updates} RETURN NULL;",
    )
