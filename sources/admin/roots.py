"""What the screens of all roots have in common: state, history, two editors at once."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core.admin.lookups import ModelFormWithLookups
from sources.admin.base import ModelAdmin
from sources.admin.citations import CitesItsRows
from sources.history import history_of
from sources.models import Record

MOST_CHANGES_TOLD = 12
# What apps above say of a record on its page: functions of the request and the record that give HTML.
PANELS = []
# What they do after a record was saved on its screen: functions of the request and the root.
AFTER_SAVING = []


class RootForm(ModelFormWithLookups):
    """Remembers which revision it shows; refuses to save over a newer one without saying so."""

    seen_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            record = self.instance.record
            self.initial["seen_revision"] = record.revision
            self.initial["seen_at"] = record.changed_at.isoformat()

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name not in ("seen_revision", "seen_at")]

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk:
            self._refuse_to_overwrite()
        return cleaned

    def _refuse_to_overwrite(self):
        record = Record.objects.select_for_update().get(pk=self.instance.record_id)
        if self.cleaned_data.get("seen_revision") == record.revision:
            return
        changes = history_of(self.instance, since=self.cleaned_data.get("seen_at"))
        # Saving again is then a decision.
        self.data = self.data.copy()
        self.data["seen_revision"] = record.revision
        self.data["seen_at"] = record.changed_at.isoformat()
        raise ValidationError(self._what_changed(changes), code="changed_meanwhile")

    def _what_changed(self, changes):
        intro = gettext(
            "Somebody saved this record while you were typing. Nothing of yours is lost: it is "
            "still here, but not saved yet. Compare, then save again to put your values in place "
            "of theirs."
        )
        lines = [
            (change.who, change.sentence, "; ".join(map(str, change.fields)))
            for change in changes[:MOST_CHANGES_TOLD]
        ]
        return mark_safe(  # noqa: S308  (both parts are escaped: the first is ours)
            intro + format_html_join("", "<br>{}: {} {}", lines)
        )


class RootAdmin(CitesItsRows, ModelAdmin):
    form = RootForm
    change_form_template = "sources/admin/root_form.html"
    list_select_related = ["record"]

    def history_view(self, request, object_id, extra_context=None):
        root = self.get_object(request, object_id)
        if root is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, root):
            raise PermissionDenied
        return HttpResponseRedirect(reverse("admin:office_history", args=[root.public_id]))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        panels = [panel(request, obj.record) for panel in PANELS] if obj else []
        return super().render_change_form(
            request, {**context, "panels": panels}, *args, obj=obj, **kwargs
        )

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for follow in AFTER_SAVING:
            follow(request, form.instance)

    def has_delete_permission(self, request, obj=None):
        """A record is withdrawn or erased, never deleted: its public id is never used again."""
        return False

    @display(
        description=_("state"),
        ordering="record__state",
        label={
            "draft": "info",
            "ready": "warning",
            "published": "success",
            "changed": "warning",
            "withdrawn": "danger",
        },
    )
    def state(self, root):
        return state_of(root.record)

    @admin.display(description=_("public id"), ordering="record_id")
    def public_id(self, root):
        return format_html('<span class="whitespace-nowrap">{}</span>', root.record_id)

    @admin.display(description=_("changed at"), ordering="record__changed_at")
    def changed_at(self, root):
        at = date_format(localtime(root.record.changed_at), "Y-m-d H:i")
        return format_html('<span class="whitespace-nowrap">{}</span>', at)


def state_of(record):
    """(key, label) of a record's state; published with later changes is a state of its own."""
    if record.is_changed_since_publication and record.state == Record.State.PUBLISHED:
        return "changed", gettext("Changed since publication")
    return record.state, record.get_state_display()


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*Record.State.choices, ("changed", _("Changed since publication"))]

    def queryset(self, request, queryset):
        if self.value() == "changed":
            return queryset.filter(record__in=Record.objects.changed_since_publication())
        if self.value() in Record.State.values:
            return queryset.filter(record__state=self.value())
        return queryset
