"""What is asked before a file leaves: which columns, in which format, what for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from office.exporting.writing import FORMATS

LABELS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}


class ExportForm(forms.Form):
    columns = forms.MultipleChoiceField(label=_("Columns"), widget=forms.CheckboxSelectMultiple)
    file_format = forms.ChoiceField(
        label=_("Format"),
        choices=[(name, LABELS[name]) for name in FORMATS],
        initial="csv",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What is the file for?"),
        help_text=_("Who gets it, and what for. Kept with your name and the time."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3, "class": "case-input"}),
    )

    def __init__(self, table, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.columns = table.columns
        self.fields["columns"].choices = [(one.name, _title(one)) for one in self.columns]
        self.fields["columns"].initial = [one.name for one in self.columns]

    @property
    def chosen(self):
        """The columns that were chosen, in the order of the table."""
        return [one for one in self.columns if one.name in self.cleaned_data["columns"]]


def _title(column):
    return f"{column.name} ({column.field.verbose_name})"
