"""Two kinds of public fact, declared once and used on both sides of publishing.

A thing that can be published (a detention, a verdict, an act) declares its facts as abstract
models beside its working model. The working model inherits them and adds confidential columns;
the register model inherits them and adds the version. What is in neither class cannot be
published, because the register has no column for it.

- `Facts`: what counts. Coded values, dates, numbers, links. Versioned: a later edition does not
  change what an earlier one said.
- `Texts`: what identifies. Names, free text, the exact day of birth. Only today's value is kept,
  so that withholding a name hides it in every past edition too.

A link inside facts names its target without an app ("Facility"): Django resolves it in the app of
the class that inherits, so the working row points to a working row and the register row to a
register row.
"""

from functools import cache

from django.db import models


class Facts(models.Model):
    """What counts: coded facts of one thing, kept for every version."""

    class Meta:
        abstract = True


class Texts(models.Model):
    """What identifies: names and free text of one thing, only as of today."""

    class Meta:
        abstract = True


@cache
def fact_fields(model, base):
    """The fields that `model` has from its abstract ancestors of kind `base`, in order.

    `base` is `Facts` or `Texts`. Generated columns are left out: each side makes its own.
    """
    names = {
        field.name
        for ancestor in model.__mro__
        if issubclass(ancestor, base)
        and getattr(ancestor, "_meta", None)
        and ancestor._meta.abstract
        for field in ancestor._meta.local_fields
    }
    return tuple(f for f in model._meta.local_fields if f.name in names and not f.generated)
