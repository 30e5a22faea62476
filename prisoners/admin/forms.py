"""The person's own fields."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.admin.fields import ChoicesField
from core.facts import Facts, Texts, fact_fields
from prisoners.models import Prisoner
from sources.admin.roots import RootForm


class PrisonerForm(RootForm):
    sealed_fields = ChoicesField(
        label=_("Sealed fields"), required=False, help_text=_("These are not published.")
    )

    class Meta:
        model = Prisoner
        fields = "__all__"
        # What is sent with Enter while one types a name is the next field, so these stay short.
        widgets = {"tags": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sealed_fields" in self.fields:
            facts = [*fact_fields(Prisoner, Facts), *fact_fields(Prisoner, Texts)]
            self.fields["sealed_fields"].choices = [
                (field.name, capfirst(field.verbose_name)) for field in facts
            ]
