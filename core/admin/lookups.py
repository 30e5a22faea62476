"""A text field in place of a select: it finds a row of a catalogue by its name, or adds it.

What may be typed:
    Colony 15              the one that is called so, or the only one that fits
    Colony 15 #12          number 12, where two have the same name
    + Colony 15            adds it, unless it is there already

With JavaScript (case_form.js) the rows that fit are offered while one types, and adding is the last
of them. Without it the form comes back with the ones that fit, or says how to add.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextInputWidget

LONGEST = 1000
NUMBERED = re.compile(r"(?P<text>.*?)\s*#(?P<pk>\d{1,18})")


class LookupField(forms.Field):
    """Gives the row of `model_admin`'s model that the text names; None for no text."""

    widget = UnfoldAdminTextInputWidget

    def __init__(self, *, db_field, model_admin, request):
        self.db_field = db_field
        self.model_admin = model_admin
        self.request = request
        self.current = None  # the row that the form began with
        self.can_add = hasattr(model_admin, "add_by_name") and model_admin.has_add_permission(
            request
        )
        super().__init__(
            label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
            required=not db_field.blank,
        )

    def widget_attrs(self, widget):
        meta = self.db_field.model._meta
        url = reverse(f"{self.model_admin.admin_site.name}:autocomplete")
        return {
            "data-lookup": f"{url}?app_label={meta.app_label}&model_name={meta.model_name}"
            f"&field_name={self.db_field.name}",
            "data-lookup-can-add": str(self.can_add).lower(),
            "autocomplete": "off",
        }

    def prepare_value(self, value):
        if value is None or isinstance(value, str):
            return value
        if self.current is not None and value == self.current.pk:
            value = self.current
        if isinstance(value, int):
            value = self.db_field.remote_field.model._base_manager.filter(pk=value).first()
        return "" if value is None else str(value)

    def has_changed(self, initial, data):
        return (data or "").strip() != (self.prepare_value(initial) or "")

    def clean(self, value):
        text = " ".join((value or "").split())
        if not text:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        ProhibitNullCharactersValidator()(text)
        if len(text) > LONGEST:
            raise ValidationError(_("This is too long for a name."))
        if self.current is not None and text == str(self.current):
            return self.current
        if text.startswith("+"):
            return self._added(text[1:].strip())
        return self._found(text)

    def _found(self, text):
        if numbered := NUMBERED.fullmatch(text):
            row = self._rows().filter(pk=numbered["pk"]).first()
            if row and str(row).casefold() == numbered["text"].casefold():
                return row
        fitting = self._fitting(text)
        exact = [row for row in fitting if str(row).casefold() == text.casefold()]
        if len(exact) == 1 or (len(fitting) == 1 and self._is_sure(fitting[0], text)):
            return (exact or fitting)[0]
        if exact:
            names = "; ".join(f"{row} #{row.pk}" for row in exact)
            raise ValidationError(_("Two or more are called so. Write one of: %s") % names)
        if fitting:
            names = "; ".join(str(row) for row in fitting[:5])
            raise ValidationError(_("Several fit. Write one of: %s") % names)
        if self.can_add:
            raise ValidationError(
                _("“%(text)s” is not in the catalogue. To add it, write + %(text)s")
                % {"text": text[:80]}
            )
        raise ValidationError(_("“%(text)s” was not found.") % {"text": text[:80]})

    def _is_sure(self, row, text):
        """People are found by likeness too, and a likeness is not taken without a word."""
        asked = getattr(self.model_admin, "is_sure", None)
        return asked is None or asked(row, text)

    def _added(self, text):
        if not self.can_add:
            raise ValidationError(_("You may not add this here. Choose an existing one."))
        if not text:
            raise ValidationError(_("Write the name after the plus sign."))
        for row in self._fitting(text):
            if str(row).casefold() == text.casefold():
                return row
        try:
            row = self.model_admin.add_by_name(text)
            row.full_clean()
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        row.save()
        return row

    def _rows(self):
        return self.db_field.remote_field.model._default_manager.all()

    def _fitting(self, text):
        rows, may_repeat = self.model_admin.get_search_results(self.request, self._rows(), text)
        return list((rows.distinct() if may_repeat else rows)[:20])


class KnowsItsRows:
    """Mixin of a form: its lookup fields show the rows that the instance has loaded already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, LookupField) and self.instance.__dict__.get(f"{name}_id"):
                field.current = getattr(self.instance, name)


class ModelFormWithLookups(KnowsItsRows, forms.ModelForm):
    pass
