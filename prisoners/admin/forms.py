"""The person's own fields."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.admin.fields import ChoicesField
from core.facts import Facts, Texts, fact_fields
from prisoners.admin.likely import typing
from prisoners.models import Photo, Prisoner
from prisoners.models.person import SEALABLE
from sources.admin.roots import RootForm


def sealable():
    """[(code, what a person calls it)] of what can be sealed."""
    facts = {f.name: f for f in (*fact_fields(Prisoner, Facts), *fact_fields(Prisoner, Texts))}
    names = {name: facts[name].verbose_name for name in SEALABLE if name in facts}
    return [(name, capfirst(names.get(name, Photo._meta.verbose_name))) for name in SEALABLE]


class PrisonerForm(RootForm):
    likely = ()  # people here who may be the one being entered, when the form asks about them

    sealed_fields = ChoicesField(
        label=_("Sealed fields"),
        required=False,
        help_text=_(
            "What is ticked is not published. Texts and the photo go at once; sex, nationalities, "
            "occupations, health and children with the next approved publication."
        ),
    )

    class Meta:
        model = Prisoner
        fields = "__all__"
        # What is sent with Enter while one types a name is the next field, so these stay short.
        widgets = {"tags": forms.CheckboxSelectMultiple}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "sealed_fields" in self.fields:
            self.fields["sealed_fields"].choices = sealable()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None:
            self._ask_about_likely_persons()
        return cleaned

    @property
    def said_not_same(self):
        return self.data.getlist("not_same")

    def _ask_about_likely_persons(self):
        """A new person who is likely here already: the form comes back once, to be saved again."""
        is_asking = bool(typing.unanswered(self.data))
        if is_asking or self.said_not_same or "likely_seen" in self.data:
            self.likely = typing.hints(self.data)
        if not is_asking:
            return
        raise ValidationError(
            ngettext(
                "A person who is here already may be the same. Open that record, or save again to "
                "enter a new person all the same. Nothing that you typed is lost.",
                "People who are here already may be the same. Open their records, or save again to "
                "enter a new person all the same. Nothing that you typed is lost.",
                len(self.likely),
            ),
            code="likely_same",
        )
