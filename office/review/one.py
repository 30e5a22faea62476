"""The screen of one record: its differences, the checklist, what can be decided, its preview."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from office.grounds import told
from office.models import SealedCase
from office.review import deciding, previews
from office.review.checklist import Checklist
from office.review.differences import differences
from office.review.page import page_of, published, record_or_404
from office.roles.matrix import Action, fits
from office.roles.permissions import has_right
from register.models import Tombstone
from register.publishing import PublishRefused, digests
from sources.models import Record


class WhyForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )


class WithdrawForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Reason"), choices=Tombstone.Reason.choices)
    why = forms.CharField(
        label=gettext_lazy("Note for staff"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )


def review(request, public_id):
    """One record: what the public would see, the differences, the checklist, what can be decided."""
    record = record_or_404(request, public_id, Action.SEE)
    if record.merged_into_id:
        messages.info(request, _("%s was merged into this record.") % record)
        return redirect("admin:office_review", record.at_the_end().pk)
    if request.method == "POST":
        return _decide(request, record)
    return _review_page(request, record, Checklist(was_public=record.is_public))


def _review_page(request, record, checklist, *, status=200):
    checklist.tell(told.consents_for(record) if record.kind == Record.Kind.PRISONER else {})
    response = page_of(
        request,
        "record",
        previews.title_of(record),
        record=record,
        digest=digests([record.public_id])[record.public_id],
        differences=_differences(request, record),
        told=told.of_record(record),
        checklist=checklist,
        why=WhyForm(),
        withdrawal=WithdrawForm(),
        is_shown=record.is_public or any(each.is_public for each in record.all_absorbed()),
        edited_it=request.user.pk in record.editors,
        may={action.value for action in Action if has_right(request.user, action, record)},
        waiting=deciding.waiting_approval(record),
        is_sealed=SealedCase.objects.filter(record=record).exists(),
        remarks=record.remarks.select_related("written_by")[:20],
        approvals=record.approvals.select_related("approved_by")[:20],
        change_url=previews.change_url(record),
    )
    response.status_code = status
    return response


def _differences(request, record):
    try:
        return differences(record.public_id)
    except PublishRefused as refused:
        for why in refused.problems.values():
            messages.error(request, why)
        return []


def _decide(request, record):
    decision = DECISIONS.get(request.POST.get("decision"))
    if decision is None:
        raise Http404
    action = Action(request.POST["decision"])
    if not has_right(request.user, action, record):
        raise PermissionDenied
    if not fits(action, record.state):
        messages.error(request, _NOT_NOW.get(action, _NOT_IN_THIS_STATE))
        return redirect("admin:office_review", record.public_id)
    return decision(request, record)


_NOT_IN_THIS_STATE = gettext_lazy("This cannot be done with the record as it is now.")
_NOT_NOW = {
    Action.APPROVE: gettext_lazy("Only a record that was sent to review can be approved."),
    Action.WITHDRAW: gettext_lazy("Nothing of this record is public."),
}


def _submit(request, record):
    deciding.submit(Record.objects.filter(pk=record.pk), by=request.user)
    messages.success(request, _("Sent to review."))
    return redirect("admin:office_review", record.public_id)


def _send_back(request, record):
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what is to be changed."))
        return redirect("admin:office_review", record.public_id)
    deciding.send_back(record, by=request.user, why=form.cleaned_data["why"])
    messages.success(request, _("Sent back to the editors."))
    return redirect("admin:office_review_queue")


def _approve(request, record):
    """Who may publish, too, does both in one step; otherwise a publisher finds it in the queue."""
    checklist = Checklist(request.POST, was_public=record.is_public)
    if not checklist.is_valid():
        return _review_page(request, record, checklist, status=400)
    decided = {"by": request.user, "digest": request.POST.get("digest", ""), **checklist.decided}
    if has_right(request.user, Action.PUBLISH, record):
        return _told(request, record, lambda: published(deciding.approve(record, **decided)))
    return _told(
        request, record, lambda: _approved(deciding.approve_for_a_publisher(record, **decided))
    )


def _publish(request, record):
    return _told(
        request, record, lambda: published(deciding.publish_approved(record, by=request.user))
    )


def _told(request, record, decide):
    """Decide, and say what came of it or why nothing did."""
    try:
        messages.success(request, decide())
    except PublishRefused as refused:
        for why in refused.problems.values():
            messages.error(request, why)
    return redirect("admin:office_review", record.public_id)


def _approved(_approval):
    return _("Approved. Somebody who publishes finds it in the queue.")


def _withdraw(request, record):
    form = WithdrawForm(request.POST)
    if form.is_valid():
        deciding.take_down(record, by=request.user, **form.cleaned_data)
        messages.success(request, _("Withdrawn from the public site."))
    return redirect("admin:office_review", record.public_id)


def _withhold(request, record):
    form = WhyForm(request.POST)
    if record.kind != Record.Kind.PRISONER:
        raise Http404
    if form.is_valid():
        deciding.hide_name(record, by=request.user, why=form.cleaned_data["why"][:300])
        messages.success(request, _("The name is hidden, in all editions."))
    else:
        messages.error(request, _("Say why the name is withheld."))
    return redirect("admin:office_review", record.public_id)


DECISIONS = {
    "submit": _submit,
    "send_back": _send_back,
    "approve": _approve,
    "publish": _publish,
    "withdraw": _withdraw,
    "withhold": _withhold,
}


@require_GET
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def preview(request, public_id):
    """The public page as it would be after approval."""
    record = record_or_404(request, public_id, Action.SEE)
    return HttpResponse(previews.public_page(request, record))
