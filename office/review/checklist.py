"""The questions that a reviewer answers before a record goes public."""

from django import forms
from django.utils.translation import gettext_lazy as _

from register.models import Change

QUESTIONS = {
    "reveals_source": _("Does it reveal a source who did not agree to be known?"),
    "reveals_family": _("Does it reveal the family or where they live?"),
    "reveals_helper": _("Does it reveal somebody who helped?"),
    "reveals_health": _("Does it state a health fact without consent?"),
    "harms": _("Could anything else in it harm the person?"),
}


class Checklist(forms.Form):
    """Every question is answered; one "yes" stops the approval.

    Where something `was_public` the public log of changes says why it changes now.
    """

    def __init__(self, *args, was_public=False, **kwargs):
        super().__init__(*args, **kwargs)
        if was_public:
            self.fields["why"] = forms.ChoiceField(
                label=_("Why does what is public change? (This stands in the public log.)"),
                choices=[(why.value, why.label) for why in Change.OF_APPROVAL],
                widget=forms.RadioSelect,
            )
        for name, question in QUESTIONS.items():
            self.fields[name] = forms.ChoiceField(
                label=question,
                choices=[("no", _("No")), ("yes", _("Yes"))],
                widget=forms.RadioSelect,
            )

    def tell(self, known):
        """Set what is known of a question beside it: {question: text}."""
        for name, text in known.items():
            self.fields[name].help_text = text

    def clean(self):
        cleaned = super().clean()
        for name, answer in list(cleaned.items()):
            if answer == "yes":
                self.add_error(
                    name, _("Then it cannot be approved. Send it back and say what to change.")
                )
        return cleaned

    @property
    def decided(self):
        """The answers, and the reason beside them: what an approval takes."""
        answers = dict(self.cleaned_data)
        why = answers.pop("why", "")
        return {"answers": answers, "why": why}
