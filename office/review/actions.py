"""Sending many records to review from any list of roots."""

from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from office.review import deciding
from pardons.models import ClemencyAct
from prisoners.models import Prisoner
from sources.models import CountClaim, Record, TextPage

ROOTS = (Prisoner, ClemencyAct, CountClaim, TextPage)


@admin.action(description=_("Send to review"), permissions=["change"])
def send_to_review(model_admin, request, queryset):
    records = Record.objects.filter(pk__in=queryset.values("record_id")).exclude(
        state=Record.State.READY
    )
    count = deciding.submit(records, by=request.user)
    sent = ngettext(
        "%(count)s record was sent to review.", "%(count)s records were sent to review.", count
    )
    messages.success(request, sent % {"count": count})


def add_to(site):
    """Offer the action on the list of every root."""
    for model in ROOTS:
        model_admin = site.get_model_admin(model)
        model_admin.actions = [*model_admin.actions, send_to_review]
