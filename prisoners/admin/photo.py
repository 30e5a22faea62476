"""The photo on the screen of its person: the upload is drawn anew, the original kept as evidence."""

from base64 import b64encode

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.fields import FileInput
from core.kept.keys import NoKey
from prisoners.admin.part import Part
from prisoners.models import Photo
from prisoners.photos import PhotoRefused, as_shown
from sources.admin.uploads import KeepsUpload


class PhotoInput(FileInput):
    """The picture as it would be shown, above the input for another one."""

    photo = None

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        if not (picture := self.photo and _content(self.photo)):
            return field
        return format_html(
            '<img src="data:image/jpeg;base64,{}" alt="{}" width="120"> {}',
            b64encode(picture).decode(),
            self.photo.description,
            field,
        )


def _content(photo):
    try:
        with default_storage.open(photo.file.name) as kept:
            return kept.read()
    except (OSError, NoKey):
        return b""


class PhotoForm(KeepsUpload):
    link = "original"
    label_of_upload = _("JPEG, PNG or WebP file")
    shown = None

    class Meta:
        model = Photo
        fields = ["credit", "licence", "basis", "found_at", "description", "staff_note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].widget = PhotoInput({"accept": "image/jpeg,image/png,image/webp"})
        if self.instance.pk:
            self.fields["upload"].widget.photo = self.instance

    def clean_upload(self):
        file = super().clean_upload()
        if file:
            try:
                self.shown = as_shown(file)
            except PhotoRefused as error:
                raise ValidationError(str(error), code="refused") from error
        return file

    def clean(self):
        super().clean()
        is_missing = self.instance.pk is None and not self.cleaned_data.get("upload")
        if is_missing and "upload" not in self.errors:
            self.add_error("upload", _("Choose the file."))

    def keep(self, *, by, record):
        super().keep(by=by, record=record)
        if self.shown:
            photo = self.instance
            photo.sha256, photo.width, photo.height = (
                self.shown.sha256,
                self.shown.width,
                self.shown.height,
            )
            photo.file.save("photo.jpg", ContentFile(self.shown.content), save=False)


class PhotoRows(Part):
    model = Photo
    form = PhotoForm
    is_folded = True
    fields = ["upload", "credit", "licence", "basis", "found_at", "description", "staff_note"]
    more = ("found_at", "description", "staff_note")
