"""What every root declares: its record field and the triggers that keep it."""

from functools import partial

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.public_ids import new_public_id
from core.triggers import touches_record
from sources.models.record import Record


def record_field(prefix):
    """The link of a root to its record; the value is the public id, made at once."""
    return models.OneToOneField(
        Record,
        verbose_name=_("public id"),
        db_column="public_id",
        default=partial(new_public_id, prefix),
        editable=False,
        on_delete=models.PROTECT,
        related_name="%(class)s",
    )


def root_triggers(kind):
    """Make the record before the root, count revisions, and let a public id never change."""
    return [
        pgtrigger.Trigger(
            name="open_record",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            func=f"PERFORM open_record(NEW.public_id, '{kind}'); RETURN NEW;",
        ),
        pgtrigger.Trigger(
            name="keep_public_id",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition('OLD."public_id" IS DISTINCT FROM NEW."public_id"'),
            func="RAISE EXCEPTION 'A public id never changes.' USING ERRCODE = 'check_violation';",
        ),
        touches_record("{row}.public_id"),
    ]
