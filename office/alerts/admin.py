"""Figures that were not shown. Whoever has looked into one deletes it; it comes back if it is not mended."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.lists import ModelAdmin
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
        """The report, asked as it was asked, or the text page."""
        if alert.kind == Alert.Kind.TEXT:
            page, query = "admin:sources_textpage_changelist", f"q={alert.place.partition(' ')[0]}"
            return _link(reverse(page), query, alert.place)
        report, _sign, query = alert.place.partition("?")
        return _link(reverse("reports:report", args=[report]), query, alert.place)


def _link(address, query, words):
    return format_html('<a href="{}?{}">{}</a>', address, query, words)
