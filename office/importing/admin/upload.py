"""Bringing a file: which profile reads it, and whose list it is."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

import tomlkit
from django import forms
from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from office.importing import background, profiles, receipts
from office.importing.admin import blank_sheet
from office.importing.admin.access import page_of, require_run
from office.importing.admin.profile_list import all_profiles, names_its_list
from sheets import FileRefused, open_sheet

KINDS = ".csv,.tsv,.txt,.xlsx,.ods,.xls,.json"


class UploadForm(forms.Form):
    """The file opens and the profile can be read, or a sentence says why not."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV, XLSX, ODS, XLS or JSON, in any encoding."),
        widget=forms.FileInput({"accept": KINDS}),
        allow_empty_file=True,
    )
    profile = forms.ChoiceField(
        label=gettext_lazy("Profile"),
        help_text=gettext_lazy("It says which column goes where."),
        widget=UnfoldAdminSelectWidget,
    )
    list_name = forms.SlugField(
        label=gettext_lazy("Whose list"),
        help_text=gettext_lazy(
            "A short name such as memorial-list. A newer file of the same list changes what differs. "
            "Needed where the profile names none."
        ),
        max_length=60,
        required=False,
        widget=UnfoldAdminTextInputWidget,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [
            (each.name, f"{each.title} ({each.name})" if each.title != each.name else each.name)
            for each in all_profiles()
        ]

    def clean_file(self):
        file = self.cleaned_data["file"]
        file.name = "".join(sign for sign in file.name if sign.isprintable()) or _("nameless")
        return file

    def clean(self):
        cleaned = super().clean()
        if profile := cleaned.get("profile"):
            self._read_profile(profile, cleaned.get("list_name", ""))
        if not self.errors:
            self._open(cleaned["file"])
        return cleaned

    def _read_profile(self, name, list_name):
        try:
            profile = profiles.load(name)
            if list_name:
                said = tomlkit.parse(profile.text)
                said["list"] = list_name
                profile = profiles.read(tomlkit.dumps(said), name)
            elif not names_its_list(profile) and "list_name" not in self.errors:
                self.add_error("list_name", _("Say whose list it is: this profile does not."))
            self.profile = profile
        except ValueError as error:  # of either reader of TOML, or of the profile
            self.add_error("profile", str(error))

    def _open(self, file):
        try:
            with path_of(file) as path, open_sheet(path, name=file.name, hints=self.profile.hints):
                pass
        except FileRefused as refused:
            self.add_error("file", str(refused))


@contextmanager
def path_of(file):
    """A path at which an uploaded file can be read."""
    if isinstance(file, TemporaryUploadedFile):
        yield Path(file.temporary_file_path())
        return
    with NamedTemporaryFile() as copy:
        file.seek(0)
        for piece in file.chunks():
            copy.write(piece)
        copy.flush()
        yield Path(copy.name)


def upload(request):
    require_run(request)
    form = UploadForm(request.POST or None, request.FILES or None, initial=_asked(request))
    if request.method == "POST" and form.is_valid() and (begun := _begin(request, form)):
        return redirect("admin:office_import_receipt", begun.pk)
    return upload_page(request, form)


def upload_page(request, form):
    return page_of(
        request,
        "upload",
        _("Import a file"),
        form=form,
        at_once=settings.IMPORT_AT_ONCE_BYTES,
        may_add=request.user.has_perm("office.add_importprofile"),
        status=400 if request.method == "POST" else 200,
    )


def _asked(request):
    return {"profile": request.GET.get("profile", "wide")}


def _begin(request, form):
    """The receipt of the file; None when the file breaks off, which the form then says."""
    file = form.cleaned_data["file"]
    with path_of(file) as path:
        begun = receipts.begin(path, name=file.name, profile=form.profile, by=request.user)
    try:
        background.read_soon(begun)
    except FileRefused as refused:
        form.add_error("file", str(refused))
        return None
    return begun


@require_GET
def blank(request):
    """An empty sheet of the wide format."""
    require_run(request)
    response = HttpResponse(
        blank_sheet.workbook(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = 'attachment; filename="rollcall-wide.xlsx"'
    return response
