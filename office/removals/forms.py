from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from office.models import Removal
from register.models import Tombstone
from sources.models import Record


class RemovalForm(forms.ModelForm):
    """What was received; the record is typed as its public id."""

    record = forms.ModelChoiceField(
        Record.objects.all(),
        label=_("Public id"),
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Such as RC-7K3M9Q. Empty until it is known whom it is about."),
        error_messages={"invalid_choice": _("There is no record with this public id.")},
    )

    class Meta:
        model = Removal
        fields = ["received_on", "record", "asked_by", "channel", "wish", "text", "contact"]

    def clean_received_on(self):
        received_on = self.cleaned_data["received_on"]
        if received_on > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return received_on


class GrantForm(forms.Form):
    wish = forms.ChoiceField(
        label=_("What is granted"), choices=Removal.Wish.choices, widget=UnfoldAdminSelectWidget
    )
    why = forms.ChoiceField(
        label=_("Reason code"),
        help_text=_("It stays, and the public sees it."),
        choices=Tombstone.Reason.choices,
        initial=Tombstone.Reason.REQUEST,
        widget=UnfoldAdminSelectWidget,
    )
    note = forms.CharField(
        label=_("Reasons, for staff"),
        required=False,
        max_length=2000,
        widget=UnfoldAdminTextareaWidget({"rows": 3}),
    )


class RefuseForm(forms.Form):
    note = forms.CharField(
        label=_("Why it is refused"),
        max_length=2000,
        widget=UnfoldAdminTextareaWidget({"rows": 3}),
    )


class ConfirmForm(forms.Form):
    """Typed, so that nobody is erased by a click beside the one that was meant."""

    public_id = forms.CharField(label=_("Type the public id"), widget=UnfoldAdminTextInputWidget)

    def __init__(self, removal, data=None):
        super().__init__(data, prefix="confirm")
        self._removal = removal

    def clean_public_id(self):
        typed = self.cleaned_data["public_id"].strip().upper()
        if typed != self._removal.record_id:
            raise forms.ValidationError(_("This is not the public id of the record."))
        return typed
