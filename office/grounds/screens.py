"""The queue of consents, embargoes and seals: its screen, and the steps that hide at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from core.admin.screens import page
from office.grounds.hiding import seal
from office.grounds.waiting import waiting
from office.review import deciding
from prisoners.models import Prisoner
from prisoners.models.person import SEALABLE

HIDE = "office.hide"


def queue(request):
    if not request.user.has_perm("prisoners.view_prisoner"):
        raise PermissionDenied
    may_hide = request.user.has_perm(HIDE)
    if request.method == "POST":
        if not may_hide:
            raise PermissionDenied
        return _hide(request)
    return page(
        request,
        "office/grounds/waiting.html",
        _("Consents and seals"),
        items=waiting(timezone.localdate()),
        may_hide=may_hide,
    )


def _hide(request):
    person = get_object_or_404(Prisoner, record=request.POST.get("person", "")[:12])
    match request.POST.get("step"):
        case "withhold":
            deciding.hide_name(person.record, by=request.user, why=_("The consent is over."))
            messages.success(request, _("The name is hidden, in all editions."))
        case "seal":
            fields = [name for name in request.POST.getlist("seal") if name in SEALABLE]
            if not fields:
                raise Http404
            seal(person, fields, by=request.user, why=_("The consent is over."))
            messages.success(request, _("Sealed: it is not shown any more."))
        case _:
            raise Http404
    return redirect("admin:office_grounds")
