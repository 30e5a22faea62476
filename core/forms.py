from django import forms
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse

from core.date_reading import read_date
from core.date_words import in_words
from core.partial_dates import DateNotUnderstood


class PartialDateInput(forms.TextInput):
    """A text input that says below how the date was understood, where that is not plain to see.

    Without JavaScript it says so when the form comes back; with it, while one types.
    """

    template_name = "core/partial_date_input.html"

    class Media:
        js = ["core/partial_date.js"]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        attrs = context["widget"]["attrs"]
        context["understood"] = understood(context["widget"]["value"])
        context["read_url"] = _read_url()
        if input_id := attrs.get("id"):
            context["understood_id"] = f"{input_id}_understood"
            others = attrs.get("aria-describedby")
            attrs["aria-describedby"] = " ".join(filter(None, [others, context["understood_id"]]))
        return context


class PartialDateFormField(forms.CharField):
    """Takes a date as people type it and gives its EDTF text; the refusal says what to write."""

    widget = PartialDateInput

    def __init__(self, *, widget=None, **kwargs):
        kwargs.pop("max_length", None)
        widget = widget or self.widget
        if isinstance(widget, type):
            widget = widget()
        if not isinstance(widget, PartialDateInput):
            # The admin puts its own text input on every CharField: keep its look.
            widget = PartialDateInput(attrs=widget.attrs)
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return self.empty_value
        try:
            return read_date(value).text
        except DateNotUnderstood as error:
            raise ValidationError(str(error), code="invalid") from error


def understood(typed):
    """The date in words; "" when the words would only repeat it or nothing was understood."""
    try:
        date = read_date(typed) if typed else None
    except DateNotUnderstood:
        return ""  # the form says why
    if date is None or (date.is_exact and date.text == typed):
        return ""
    return in_words(date)


def _read_url():
    try:
        return reverse("core:read-date")
    except NoReverseMatch:
        return None  # a site without the staff's pages
