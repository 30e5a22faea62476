"""Requests for removal in the admin: the list with its deadlines, the form of what was received."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.lists import ModelAdmin, ReadOnlyAdmin
from office.audit import log
from office.models import Erasure, Removal
from office.removals import deciding, screens
from office.removals.forms import RemovalForm
from office.removals.states import StateFilter


@admin.register(Removal)
class RemovalAdmin(ModelAdmin):
    form = RemovalForm
    list_display = ["received_on", "about", "wish", "asked_by", "due", "state"]
    list_display_links = ["received_on", "about"]
    list_filter = [StateFilter, "wish", "asked_by"]
    search_fields = ["record__public_id"]
    list_select_related = ["record"]

    def get_urls(self):
        view = self.admin_site.admin_view(screens.decide)
        return [
            path("<int:pk>/decide/", view, name="office_removal_decide"),
            *super().get_urls(),
        ]

    def get_changeform_initial_data(self, request):
        return {"record": request.GET.get("record", "")[:12]}

    def has_change_permission(self, request, obj=None):
        """What was decided stays as it was received."""
        return super().has_change_permission(request, obj) and (obj is None or not obj.decision)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            log.record("removal_asked", by=request.user, about=obj.record_id or "")

    def response_add(self, request, obj, post_url_continue=None):
        return screens.to_decide(obj)

    def response_change(self, request, obj):
        return screens.to_decide(obj)

    @admin.display(description=_("record"))
    def about(self, removal):
        return removal.record_id or _("not known yet")

    @admin.display(description=_("to be answered until"), ordering="received_on")
    def due(self, removal):
        day = deciding.due_on(removal)
        return (
            format_html("<strong>{}: {}</strong>", day, _("overdue"))
            if (deciding.is_overdue(removal))
            else day
        )

    @admin.display(description=_("state"))
    def state(self, removal):
        address = reverse("admin:office_removal_decide", args=[removal.pk])
        return format_html('<a href="{}">{}</a>', address, screens.state_of(removal))


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    list_display = ["public_id", "erased_at", "reason", "edition", "decided_by", "confirmed_by"]
    list_filter = ["reason"]
    search_fields = ["public_id"]
    list_select_related = ["decided_by", "confirmed_by"]
