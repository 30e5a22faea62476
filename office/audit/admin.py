"""The audit log in the admin: to be read and filtered, and the hash of each day to be written down."""

import json

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from core.admin import screens
from core.admin.lists import ReadOnlyAdmin
from office.audit import chain
from office.models import AuditEvent

VIEW = "office.view_auditevent"
SHOWN = 120  # letters of the details in the list


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ["moment", "kind", "by", "about", "in_short"]
    list_filter = ["kind", "by"]
    search_fields = ["about"]
    search_help_text = gettext_lazy("A public id, an account, a table")
    date_hierarchy = "at"
    list_select_related = ["by"]
    fields = ["at", "kind", "by", "about", "details", "is_forgotten"]
    readonly_fields = ["details"]

    def changelist_view(self, request, extra_context=None):
        link = {"days_url": reverse("admin:office_audit_days")}
        return super().changelist_view(request, {**(extra_context or {}), **link})

    def get_urls(self):
        view = self.admin_site.admin_view(days)
        return [path("days/", view, name="office_audit_days"), *super().get_urls()]

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def moment(self, event):
        """In one line, as it sorts."""
        return timezone.localtime(event.at).isoformat(sep=" ", timespec="minutes")[:16]

    @admin.display(description=gettext_lazy("details"))
    def in_short(self, event):
        """A change of a whole role names some two hundred rights: the page of the event has them."""
        return Truncator(self.details(event)).chars(SHOWN)

    @admin.display(description=gettext_lazy("details"))
    def details(self, event):
        if event.is_forgotten:
            return _("forgotten with an erasure")
        return "; ".join(f"{name}: {_in_words(value)}" for name, value in event.detail.items())


@require_GET
def days(request):
    """The hash of each day, newest first."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    page = Paginator(chain.days(), 60).get_page(request.GET.get("page"))
    return screens.page(
        request, "office/audit/days.html", _("The audit log, day by day"), page=page
    )


def _in_words(value):
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
