"""Organisations, sources and their kept files."""

import re

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.admin.fields import FileInput
from core.admin.rows import RowForm, Rows
from sources.admin.base import ModelAdmin
from sources.admin.uploads import KeptFile, described
from sources.models import Evidence, Organisation, Source


@admin.register(Organisation)
class OrganisationAdmin(ModelAdmin):
    list_display = ["name", "kind", "website", "is_confidential"]
    list_filter = ["kind", "is_confidential"]
    search_fields = ["name"]

    def add_by_name(self, text):
        return Organisation(name=text)


class EvidenceForm(RowForm):
    """Looks what the file is and hashes it as it comes in; a kept file is never replaced."""

    class Meta:
        model = Evidence
        fields = ["file", "captured_at", "custody_log"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # Not a FileField, which would look for the file: its source is edited without it too.
            self.fields["file"] = forms.Field(
                label=self.fields["file"].label, disabled=True, widget=KeptFile(self.instance)
            )
            self.fields["captured_at"].disabled = True
        else:
            self.fields["file"].widget = FileInput()
            self.fields["captured_at"].required = False  # now, unless another time is given

    def clean_file(self):
        file = self.cleaned_data["file"]
        if self.instance.pk is None:
            described(self.instance, file)
        return file


class EvidenceRows(Rows):
    model = Evidence
    form = EvidenceForm
    can_delete = False


@admin.register(Source)
class SourceAdmin(ModelAdmin):
    list_display = ["title", "publisher", "kind", "published_on", "reliability", "is_confidential"]
    list_filter = ["kind", "reliability", "language", "is_confidential"]
    search_fields = ["title", "key", "publisher", "url"]
    inlines = [EvidenceRows]
    fieldsets = [
        (None, {"fields": ["title", "url", "publisher", "published_on", "kind", "language"]}),
        (
            _("Where it is from"),
            {
                "classes": ["collapse"],
                "fields": [
                    "key",
                    "organisation",
                    "derived_from",
                    "reliability",
                    "archived_url",
                    "accessed_on",
                    "note",
                ],
            },
        ),
        (_("Confidential"), {"classes": ["collapse"], "fields": ["is_confidential", "staff_note"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "key":
            field.required = False
        return field

    def get_form(self, request, obj=None, change=False, **kwargs):
        form_class = super().get_form(request, obj, change, **kwargs)

        class WithKey(form_class):
            def clean_key(self):
                return self.cleaned_data["key"] or new_key(self.cleaned_data.get("title", ""))

        return WithKey

    def get_search_results(self, request, queryset, search_term):
        # What is shown is "title (key)".
        if shown := re.fullmatch(r".*\(([\w.-]+)\)", search_term.strip()):
            with_key = queryset.filter(key=shown[1])
            if with_key.exists():
                return with_key, False
        return super().get_search_results(request, queryset, search_term)

    def add_by_name(self, text):
        try:
            URLValidator(schemes=["http", "https"])(text)
        except ValidationError:
            return Source(title=text, key=new_key(text))
        return Source(title=text[:500], url=text, key=new_key(re.sub(r"^https?://", "", text)))

    def save_formset(self, request, form, formset, change):
        for row in getattr(formset, "live_forms", ()):
            if isinstance(row.instance, Evidence) and row.instance.pk is None:
                row.instance.captured_by = request.user
                row.instance.captured_at = row.instance.captured_at or timezone.now()
        super().save_formset(request, form, formset, change)


def new_key(text):
    """A short name for a source that nobody has named: its first words and a random ending."""
    words = slugify(text, allow_unicode=True)[:50].strip("-")
    return "-".join(filter(None, [words, get_random_string(5, "abcdefghjkmnpqrstvwxyz23456789")]))
