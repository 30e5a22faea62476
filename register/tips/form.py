import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from register.converters import PublicIdConverter

LONGEST = 10_000


class TipForm(forms.Form):
    """What a reader tells staff. No field but the text has to be filled in."""

    about = forms.CharField(
        label=_("Which record is it about?"),
        help_text=_("Its number, such as RC-7K3M9Q. Leave it empty for a case that is not here."),
        required=False,
        max_length=20,
        validators=[
            RegexValidator(
                f"^{PublicIdConverter.regex}$",
                _("Such a number looks like RC-7K3M9Q."),
                flags=re.IGNORECASE,
            )
        ],
    )
    text = forms.CharField(
        label=_("What should we know?"),
        help_text=_("What is wrong, or what happened; and where one can read or check it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    answer_to = forms.CharField(
        label=_("How may we answer?"),
        help_text=_("Only if you want an answer. An address that does not name you is enough."),
        required=False,
        max_length=300,
    )
    # For programs that fill in everything; people do not see it.
    website = forms.CharField(label=_("Leave this empty"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off"}
        self.fields["website"].widget.attrs["tabindex"] = "-1"
        self.fields["about"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}

    def clean_about(self):
        return self.cleaned_data["about"].upper()

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("This field has to stay empty."))
        return ""
