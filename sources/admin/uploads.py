"""Files that come in through a form: looked at, hashed, kept as evidence; and how a kept one is shown."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.admin.fields import FileInput
from core.admin.rows import RowForm
from sources.keeping import describe, keep
from sources.kinds import FileNotTaken


def described(evidence, file):
    """Fill in what the file is; what is not taken is said beside the field."""
    try:
        describe(evidence, file)
    except FileNotTaken as error:
        raise ValidationError(str(error), code="not_taken") from error


class KeptFile(forms.FileInput):
    """In place of an input: the name of a kept file, which leads to its download."""

    def __init__(self, evidence):
        super().__init__()
        self.evidence = evidence

    def render(self, name, value, attrs=None, renderer=None):
        address = reverse("admin:sources_evidence_download", args=[self.evidence.pk])
        return format_html('<a class="underline" href="{}">{}</a>', address, self.evidence)


class KeepsUpload(RowForm):
    """A row with a file of its own beside it: `link` names the field that points to the kept file."""

    link = ""
    upload = forms.FileField(required=False, widget=FileInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].label = self.label_of_upload
        if not self.instance.pk or not getattr(self.instance, f"{self.link}_id"):
            return
        kept = getattr(self.instance, self.link)
        self.fields["upload"].help_text = format_html(
            "{} {}", _("Kept:"), KeptFile(kept).render("", None)
        )

    def clean_upload(self):
        file = self.cleaned_data.get("upload")
        if file:
            described(self._meta.model._meta.get_field(self.link).related_model(), file)
        return file

    def keep(self, *, by, record):
        """Keep the file that came with the form; called once, when all of it is valid."""
        if file := self.cleaned_data.get("upload"):
            setattr(self.instance, self.link, keep(file, by=by, record=record))
