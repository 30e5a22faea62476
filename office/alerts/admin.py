"""Figures that were not shown. Whoever has looked into one deletes it; it comes back if it is not mended."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from register.models import Alert


@admin.register(Alert)
class AlertAdmin(ModelAdmin):
    list_display = ["kind", "figure", "edition", "times", "first_at", "last_at"]
    list_filter = ["kind"]
    search_fields = ["place"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("where"))
    def figure(self, alert):
        """The page of the report, asked as it was asked."""
        report, _sign, query = alert.place.partition("?")
        return format_html(
            '<a href="{}?{}">{}</a>', reverse("reports:report", args=[report]), query, alert.place
        )
