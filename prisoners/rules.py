"""Rules about people that several tables share, each with a sentence for the person typing."""

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


# Rules across rows, kept by the triggers of `prisoners/sql/rules.sql`.
REFUSALS = {
    "birth_comes_first": _("This person was born after the arrest or death. Check the dates."),
    "no_arrest_after_death": _("This person cannot be arrested after death. Check both dates."),
    "no_release_after_death": _("The detention ends after the death. Check both dates."),
    "no_custody_after_death": _("Custody was last confirmed after the death. Check both dates."),
    "no_end_by_death_before_death": _(
        "The detention ended by death, but before the death. Check both dates."
    ),
    "no_contact_after_death": _("A sign of life is later than the death. Check both dates."),
    "no_condition_after_death": _("A condition begins after the death. Check both dates."),
    "part_of_the_same_person": _("A row belongs to another person than the one that it lies in."),
    "stay_within_detention": _("A stay lies outside its detention. Check the dates of both."),
}
