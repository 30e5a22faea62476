"""Consents on the screen of their person."""

from django.utils.translation import gettext_lazy as _

from prisoners.admin.part import Part
from prisoners.models import Consent
from sources.admin.uploads import KeepsUpload


class ConsentForm(KeepsUpload):
    link = "evidence"
    label_of_upload = _("Kept paper or message")

    class Meta:
        model = Consent
        exclude = ["evidence"]


class ConsentRows(Part):
    model = Consent
    form = ConsentForm
    is_folded = True
    fields = [
        "given_by",
        "given_on",
        "way",
        "scope",
        "given_by_name",
        "until_on",
        "review_on",
        "withdrawn_on",
        "upload",
        "staff_note",
    ]
    more = ("given_by_name", "until_on", "review_on", "withdrawn_on", "upload", "staff_note")
