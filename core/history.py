"""History of working tables, kept by database triggers (django-pghistory)."""

import pghistory
from django.db import models

# The links by which events are looked for: histories and erasures ask by whom or what a row is about.
# An import writes seven tables of events; an index of each court and verdict there would never be read.
LOOKED_FOR_BY = ("prisoner", "record", "act", "about", "kept", "absorbed", "left", "right", "other")


def tracked(model):
    """Keep every insert, update and delete of `model` in an append-only event table.

    The triggers see bulk and raw SQL too. Generated columns are left out: they follow from the
    others. Who did it and from which screen is in the event's context, which is looked up once per
    statement: once per row, a batch of thousands would spend most of its time there.
    """
    generated = [f.name for f in model._meta.local_fields if isinstance(f, models.GeneratedField)]
    links = {field.name for field in model._meta.local_fields if field.is_relation}
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=generated,
        append_only=True,
        meta={"indexes": [models.Index(fields=[n]) for n in LOOKED_FOR_BY if n in links]},
        level=pghistory.Statement,
    )(model)
