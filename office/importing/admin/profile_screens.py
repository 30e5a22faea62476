"""Profiles: those that are shipped, to look at and to copy; those of this office, to edit."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from unfold.widgets import UnfoldAdminTextareaWidget

from core.admin.lists import ModelAdmin
from office.exporting.admin import ASK as EXPORT
from office.importing import profiles
from office.importing.admin.access import RUN, page_of
from office.importing.admin.profile_list import all_profiles, shipped_text
from office.models import ImportProfile

CHANGE, ADD, SEE = (f"office.{action}_importprofile" for action in ("change", "add", "view"))


class ProfileForm(forms.ModelForm):
    class Meta:
        model = ImportProfile
        fields = ["name", "text"]
        widgets = {
            "text": UnfoldAdminTextareaWidget(
                {"rows": 30, "class": "import-toml", "spellcheck": "false", "wrap": "off"}
            )
        }

    def clean(self):
        cleaned = super().clean()
        if "text" in cleaned:
            try:
                profiles.read(cleaned["text"], cleaned.get("name", ""))
            except profiles.ProfileRefused as refused:
                self.add_error("text", str(refused))
        return cleaned


@admin.register(ImportProfile)
class ImportProfileAdmin(ModelAdmin):
    form = ProfileForm

    class Media:
        css = {"all": ["office/importing.css"]}

    def get_urls(self):
        return [
            self.screen(shipped, "office_import_shipped", "shipped/<slug:name>/"),
            *super().get_urls(),
        ]

    def get_changeform_initial_data(self, request):
        """`copy` names a shipped profile to begin with."""
        name = request.GET.get("copy", "")
        text = shipped_text(name)
        return {} if text is None else {"name": name, "text": text}

    def changelist_view(self, request, extra_context=None):
        _require_to_see(request)
        return page_of(
            request,
            "profiles",
            self.opts.verbose_name_plural.capitalize(),
            profiles=all_profiles(),
            may_add=request.user.has_perm(ADD),
            may_change=request.user.has_perm(CHANGE),
            may_run=request.user.has_perm(RUN),
            may_export=request.user.has_perm(EXPORT),
        )


def shipped(request, name):
    """The text of a shipped profile."""
    _require_to_see(request)
    if (text := shipped_text(name)) is None:
        raise Http404
    return page_of(
        request, "shipped", name, name=name, text=text, may_add=request.user.has_perm(ADD)
    )


def _require_to_see(request):
    if not any(request.user.has_perm(name) for name in (SEE, CHANGE, RUN)):
        raise PermissionDenied
