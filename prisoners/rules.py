"""Rules that several tables share, as constraints with a sentence for the person typing."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def ends_after_it_begins(prefix, began="began_on_days", ended="ended_on_days", message=None):
    """Refuse an end that is before the beginning under every reading of both dates."""
    return models.CheckConstraint(
        name=f"{prefix}_ends_after_it_begins",
        condition=Q(**{f"{began}__isnull": True})
        | Q(**{f"{ended}__isnull": True})
        | ~Q(**{f"{ended}__fully_lt": F(began)}),
        violation_error_message=message or _("It ends before it can begin. Check both dates."),
    )
