"""Citations on the screen of their record: which source says what about which row and field.

A citation points to the record, not to the root, so its rows are looked up by the root's public id.
What it is about is one list: the whole record, or a row, or one field of a row. Rows that are new in
the same form are in it too, under the code that they will keep.
"""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from core.admin.rows import RowForm, RowFormSet, Rows
from core.facts import Facts, Texts, fact_fields
from sources.models import Citation, Record

WHOLE = ""


class CitationForm(RowForm):
    target = forms.ChoiceField(label=_("About"), required=False)

    class Meta:
        model = Citation
        exclude = ["record", "row", "field"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].widget = UnfoldAdminSelectWidget(
            attrs={"data-cites": gettext("all of it"), "class": "case-input"}
        )
        self.initial["target"] = (
            target_value(self.instance.row, self.instance.field) if self.instance.pk else WHOLE
        )

    def offer(self, targets):
        """Set what a citation of this record can be about."""
        field, now = self.fields["target"], self.initial["target"]
        field.choices = [(WHOLE, gettext("the whole record")), *targets]
        if now not in {value for value, _label in _flat(field.choices)}:
            field.choices = [*field.choices, (now, gettext("a row that is gone"))]

    def clean(self):
        super().clean()
        row, _colon, field = self.cleaned_data.get("target", WHOLE).partition(":")
        self.instance.row = UUID(row) if row else None
        self.instance.field = field


class CitationFormSet(RowFormSet):
    """The citations of one record. `instance` is its root, which may not be saved yet."""

    entered = {}  # {code: whether that row is really there}

    def __init__(self, *args, instance=None, queryset=None, **kwargs):
        self.root = instance
        record = Record(pk=instance.record_id) if instance is not None else Record()
        super().__init__(*args, instance=record, queryset=queryset, **kwargs)

    def clean(self):
        super().clean()
        for form in self.live_forms:
            row = getattr(form, "cleaned_data", {}).get("target", WHOLE).partition(":")[0]
            if row and self.entered.get(row) is False:
                form.add_error("target", ValidationError(gettext("This row is empty.")))


class CitationRows(Rows):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    rows_on_add = 3
    fields = [
        "source",
        "target",
        "locator",
        "confidence",
        "stance",
        "stated_value",
        "quote",
        "is_confidential",
        "staff_note",
    ]
    more = ("stance", "stated_value", "quote", "is_confidential", "staff_note")

    def __init__(self, parent_model, admin_site):
        super().__init__(Record, admin_site)


class CitesItsRows:
    """Mixin of a root's admin: its citations can be about every row that is on the screen."""

    def _build_nested_formsets(self, request, obj, formsets, inline_instances, change):
        super()._build_nested_formsets(request, obj, formsets, inline_instances, change)
        citations = next((f for f in formsets if isinstance(f, CitationFormSet)), None)
        if citations is None:
            return
        rows = [form for formset in formsets if formset is not citations for form in _rows(formset)]
        targets = [
            (gettext("The record itself"), _fields_of(self.model, "")),
            *(_group(form) for form in rows),
        ]
        citations.entered = {form.row_code: not form.is_blank for form in rows}
        for form in (*citations.forms, citations.blank):
            form.offer(targets)


def target_value(row, field):
    return f"{row or ''}:{field}" if row or field else WHOLE


def _rows(formset):
    for form in formset.forms:
        if hasattr(form.instance, "code"):
            yield form
        for nested in form.formsets:
            yield from _rows(nested)


def _group(form):
    model = type(form.instance)
    if form.instance.pk:
        name = f"{capfirst(model._meta.verbose_name)}: {form.instance}"
    else:
        number = int(form.prefix.rpartition("-")[2]) + 1
        name = gettext("New %(row)s %(number)s") % {
            "row": model._meta.verbose_name,
            "number": number,
        }
    code = form.row_code
    return name[:80], [(target_value(code, ""), gettext("all of it")), *_fields_of(model, code)]


def _fields_of(model, code):
    fields = [*fact_fields(model, Facts), *fact_fields(model, Texts)]
    return [
        (target_value(code, field.name), capfirst(field.verbose_name))
        for field in fields
        if not (field.remote_field and hasattr(field.remote_field.model, "code"))
    ]


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
