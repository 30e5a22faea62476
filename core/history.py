"""History of working tables, kept by database triggers (django-pghistory)."""

import pghistory
from django.db import models


def tracked(model):
    """Keep every insert, update and delete of `model` in an append-only event table.

    The triggers see bulk and raw SQL too. Generated columns are left out: they follow from the
    others. Who did it and from which screen is in the event's context, which is looked up once per
    statement: once per row, a batch of thousands would spend most of its time there.
    """
    generated = [f.name for f in model._meta.local_fields if isinstance(f, models.GeneratedField)]
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=generated,
        append_only=True,
        level=pghistory.Statement,
    )(model)
