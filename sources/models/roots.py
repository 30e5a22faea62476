"""What every root declares: its record field and the triggers that keep it."""

from functools import partial

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.public_ids import new_public_id
from core.triggers import never_changes, per_statement, touches_record
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
    """Make the record with the root and count its revisions; keep its public id for ever.

    With the root go its citations; the record stays.
    """
    return [
        per_statement(
            "open_records",
            pgtrigger.Insert,
            f"open_records(ARRAY(SELECT public_id FROM new_rows), '{kind}')",
        ),
        never_changes(
            "public_id", rule="public_id_never_changes", message="A public id never changes."
        ),
        pgtrigger.Trigger(
            name="refuse_while_public",
            when=pgtrigger.Before,
            operation=pgtrigger.Delete,
            func="PERFORM refuse_while_public(OLD.public_id); RETURN OLD;",
        ),
        pgtrigger.Trigger(
            name="citations_follow",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            func="DELETE FROM sources_citation WHERE record_id = OLD.public_id; RETURN NULL;",
        ),
        *touches_record("{row}.public_id", of_new=False),
    ]
