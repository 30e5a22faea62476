"""Form fields of the filters. Each says in a sentence what is wrong with what was typed."""

from datetime import date
from functools import lru_cache

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_filters.fields import RangeField
from django_filters.widgets import SuffixedMultiWidget

from core.date_reading import read_date
from core.partial_dates import DateNotUnderstood

MOST_VALUES = 100
SHOWN = 60  # signs of a wrong value that the message repeats


class ManyField(forms.MultipleChoiceField):
    """Any number of fixed choices, up to MOST_VALUES."""

    def to_python(self, value):
        values = [text for text in super().to_python(value) if text]
        refuse_too_many(values)
        return list(dict.fromkeys(values))

    def validate(self, value):
        if wrong := next((text for text in value if not self.valid_value(text)), None):
            raise ValidationError(
                _("“%(value)s” is not one of the choices."), params={"value": shown(wrong)}
            )

    def labels(self, values):
        """{value: what the reader sees}, for the values that there are."""
        return {value: label for value, label in self.choices if value in set(values)}

    @property
    def fixed_choices(self):
        return [value for value, _label in self.choices]


class CodesField(ManyField):
    """Countries by their ISO 3166-1 code, and `unknown`."""

    def __init__(self, **kwargs):
        super().__init__(choices=(), **kwargs)

    def to_python(self, value):
        return [code.upper() if len(code) == 2 else code for code in super().to_python(value)]

    def valid_value(self, value):
        return value == "unknown" or value in territories("en")

    def labels(self, values):
        names = territories(get_language() or "en") | {"unknown": _("Unknown")}
        return {value: names.get(value, value) for value in values}


class TextsField(ManyField):
    """Words as they stand in the register; what stands nowhere finds nobody."""

    def __init__(self, **kwargs):
        super().__init__(choices=(), **kwargs)

    def validate(self, value):
        if any("\0" in text for text in value):
            raise ValidationError(_("This holds a sign that no text can have."))

    def labels(self, values):
        return {value: _("Unknown") if value == "unknown" else value for value in values}


class CatalogueField(ManyField):
    """Rows of a catalogue by their number, and `unknown`."""

    def __init__(self, *, model, unknown_label=None, **kwargs):
        super().__init__(choices=(), **kwargs)
        self.model = model
        self.unknown_label = unknown_label

    def to_python(self, value):
        return [
            int(text) if text.isascii() and text.isdigit() and len(text) < 19 else text
            for text in super().to_python(value)
        ]

    def validate(self, value):
        asked = [number for number in value if number != "unknown"]
        numbers = [number for number in asked if isinstance(number, int)]
        there = set(self.model.objects.filter(pk__in=numbers).values_list("pk", flat=True))
        if wrong := [number for number in asked if number not in there]:
            raise ValidationError(
                _("There is no number %(number)s in this list."),
                params={"number": shown(str(wrong[0]))},
            )

    def labels(self, values):
        numbers = [number for number in values if isinstance(number, int)]
        names = {row.pk: str(row) for row in self.model.objects.filter(pk__in=numbers)}
        names["unknown"] = self.unknown_label or _("None recorded")
        return {value: names[value] for value in values if value in names}


class FromTo(SuffixedMultiWidget):
    """Two inputs, `<name>_from` and `<name>_to`."""

    suffixes = ["from", "to"]

    def __init__(self, input_type, **attrs):
        widgets = [forms.TextInput(attrs={"type": input_type, **attrs}) for _side in self.suffixes]
        super().__init__(widgets)

    def decompress(self, value):
        return [value.start, value.stop] if value else [None, None]


class _FromToField(RangeField):
    input_type, attrs = "text", {}

    def __init__(self, *, side, **kwargs):
        super().__init__(
            fields=(side(), side()), widget=FromTo(self.input_type, **self.attrs), **kwargs
        )

    def compress(self, data_list):
        pair = super().compress(data_list)
        if pair and None not in (pair.start, pair.stop) and self.is_reversed(pair):
            raise ValidationError(_("The second value is smaller than the first."))
        return pair

    def is_reversed(self, pair):
        return pair.start > pair.stop


class AgesField(_FromToField):
    input_type, attrs = "number", {"min": 0, "max": 130, "step": 1}

    def __init__(self, **kwargs):
        super().__init__(side=_Age, **kwargs)


class YearsField(_FromToField):
    """Lengths of sentences in years; 2.5 is two years and a half."""

    input_type, attrs = "number", {"min": 0, "max": 500, "step": "any"}

    def __init__(self, **kwargs):
        super().__init__(side=_Years, **kwargs)


class DaysField(_FromToField):
    """Days as people write them: from the first day that “2020” may mean, to the last."""

    attrs = {"autocomplete": "off"}

    def __init__(self, **kwargs):
        super().__init__(side=_Day, **kwargs)

    def is_reversed(self, pair):
        return (pair.start.earliest or date.min) > (pair.stop.latest or date.max)


class _Age(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=130, **kwargs)
        self.error_messages["invalid"] = _("Write the age as a whole number.")

    def to_python(self, value):
        return super().to_python(short(value, self.error_messages["invalid"]))


class _Years(forms.DecimalField):
    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=500, **kwargs)
        self.error_messages["invalid"] = _("Write the years as a number, such as 2 or 2.5.")

    def to_python(self, value):
        return super().to_python(short(value, self.error_messages["invalid"]))


class _Day(forms.CharField):
    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return None
        try:
            return read_date(value)
        except DateNotUnderstood as error:
            raise ValidationError(str(error)) from error


def refuse_too_many(values):
    if len(values) > MOST_VALUES:
        raise ValidationError(
            _("At most %(number)d choices of one kind can be asked for at once."),
            params={"number": MOST_VALUES},
        )


def short(value, message):
    """Numbers have few digits; what is longer is not read at all."""
    if isinstance(value, str) and len(value) > 20:
        raise ValidationError(message)
    return value


def shown(text):
    text = text.replace("\0", "�")
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


@lru_cache
def territories(language):
    """{ISO 3166-1 code: name} of the countries."""
    names = Locale.parse(language, sep="-").territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}
