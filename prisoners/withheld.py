"""Who is shown without a name: by decision, and by default whoever may be under 18."""

from django.db.models import BooleanField, F, Func

# SQL for the row of a prisoner under that alias.
WITHHELD = "is_withheld({row}.is_name_withheld, {row}.is_minor_shown, {row}.born_on_days)"


def is_withheld(row):
    """SQL: whether the name of the prisoner in the row `row` is withheld today."""
    return WITHHELD.format(row=row)


class IsWithheld(Func):
    """The same, for a QuerySet of prisoners."""

    function = "is_withheld"
    output_field = BooleanField()

    def __init__(self):
        super().__init__(F("is_name_withheld"), F("is_minor_shown"), F("born_on_days"))
