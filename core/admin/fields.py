"""Form fields for lists: of choices as boxes to tick, of short codes as one line of text."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextInputWidget

CODE = re.compile(r"[A-Z]{2}")


class CountryCodesField(forms.CharField):
    """`by, PL` becomes ["BY", "PL"]: codes of ISO 3166-1 alpha-2, separated as one likes."""

    widget = UnfoldAdminTextInputWidget

    def prepare_value(self, value):
        return value if isinstance(value, str) else ", ".join(value or [])

    def to_python(self, value):
        codes = re.split(r"[\s,;/]+", super().to_python(value).upper())
        codes = list(dict.fromkeys(filter(None, codes)))
        if wrong := [code for code in codes if not CODE.fullmatch(code)]:
            raise ValidationError(
                _("“%(code)s” is not a country code of two letters, such as BY.")
                % {"code": wrong[0][:20]}
            )
        return codes

    def run_validators(self, value):
        for code in value:
            super().run_validators(code)

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class ChoicesField(forms.TypedMultipleChoiceField):
    """Several of a model field's choices, as boxes to tick."""

    widget = UnfoldAdminCheckboxSelectMultipleWidget


class FileInput(forms.FileInput):
    """The frame writes the name of a chosen file into the first text input near it, whatever that is
    for: here it finds one that says nothing."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        return format_html(
            '<span><span><span>{}</span></span><input type="text" hidden disabled></span>', field
        )


def form_field_of_list(db_field):
    """The form field of an ArrayField: boxes where its items have choices, codes where not."""
    about = {
        "label": capfirst(db_field.verbose_name),
        "help_text": db_field.help_text,
        "required": not db_field.blank,
    }
    if choices := db_field.base_field.choices:
        return ChoicesField(choices=choices, **about)
    return CountryCodesField(**about)


def is_filled(bound_field):
    """Whether there is more to see in a field than what an empty form begins with."""
    value = bound_field.value()
    if bound_field.errors:
        return True
    return value not in (None, "", [], False) and str(value) != str(bound_field.field.initial)
