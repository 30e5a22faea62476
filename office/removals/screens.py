"""The screen of one request: what was asked, what can be decided, and what an erasure would take."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from core.admin.screens import page
from office.erasing.erase import CannotErase
from office.erasing.rehearsal import rehearse
from office.models import Removal
from office.removals import deciding
from office.removals.forms import ConfirmForm, GrantForm, RefuseForm
from office.review import previews

CHANGE, CONFIRM = "office.change_removal", "office.confirm_erasure"


def to_decide(removal):
    return redirect("admin:office_removal_decide", removal.pk)


def state_of(removal):
    if removal.done_at:
        return _("refused") if removal.decision == Removal.Decision.REFUSED else _("done")
    if not removal.decision:
        return _("to be decided")
    if removal.waits_for_second_person:
        return _("waits for a second person to confirm the erasure")
    return _("decided, not done")


def decide(request, pk):
    removal = get_object_or_404(Removal.objects.select_related("record", "decided_by"), pk=pk)
    if not request.user.has_perm("office.view_removal"):
        raise PermissionDenied
    forms = {
        "grant": GrantForm(initial={"wish": removal.wish}),
        "refuse": RefuseForm(),
        "confirm": ConfirmForm(removal),
    }
    if request.method == "POST":
        step = STEPS.get(request.POST.get("decision"))
        if step is None:
            raise Http404
        try:
            if done := step(request, removal, forms):
                messages.success(request, done)
                return to_decide(removal)
        except (deciding.CannotDecide, CannotErase) as error:
            messages.error(request, str(error))
            return to_decide(removal)
    return page(
        request,
        "office/removals/decide.html",
        _("Request of %(day)s") % {"day": removal.received_on},
        removal=removal,
        record_title=removal.record and previews.title_of(removal.record),
        record_url=removal.record and previews.change_url(removal.record),
        state=state_of(removal),
        due_on=deciding.due_on(removal),
        is_overdue=deciding.is_overdue(removal),
        may_decide=request.user.has_perm(CHANGE),
        may_confirm=request.user.has_perm(CONFIRM) and removal.decided_by != request.user,
        would_go=_would_go(request, removal),
        forms=forms,
    )


def _would_go(request, removal):
    """What an erasure would take and where the name would still stand, for whoever may confirm it."""
    if not removal.waits_for_second_person or not request.user.has_perm(CONFIRM):
        return None
    try:
        return rehearse(removal.record)
    except CannotErase as error:
        messages.warning(request, str(error))
        return None


def _grant(request, removal, forms):
    _require(request, CHANGE)
    form = forms["grant"] = GrantForm(request.POST)
    if not form.is_valid():
        return ""
    granted = deciding.grant(removal, by=request.user, **form.cleaned_data)
    if granted.waits_for_second_person:
        return _("The record was taken down. A second person confirms the erasure.")
    return _("Granted.")


def _refuse(request, removal, forms):
    _require(request, CHANGE)
    form = forms["refuse"] = RefuseForm(request.POST)
    if not form.is_valid():
        return ""
    deciding.refuse(removal, by=request.user, **form.cleaned_data)
    return _("Refused. Answer whoever asked, then say that it is done.")


def _done(request, removal, _forms):
    _require(request, CHANGE)
    deciding.done(removal, by=request.user)
    return _("Done.")


def _reopen(request, removal, _forms):
    _require(request, CONFIRM)
    deciding.reopen(removal, by=request.user)
    return _("The erasure was not confirmed; the request is to be decided anew.")


def _confirm(request, removal, forms):
    _require(request, CONFIRM)
    form = forms["confirm"] = ConfirmForm(removal, request.POST)
    if not form.is_valid():
        return ""
    deciding.confirm(removal, by=request.user)
    return _("Erased. What remains is the public id, the day and the reason code.")


def _require(request, permission):
    if not request.user.has_perm(permission):
        raise PermissionDenied


STEPS = {
    "grant": _grant,
    "refuse": _refuse,
    "done": _done,
    "reopen": _reopen,
    "confirm": _confirm,
}
